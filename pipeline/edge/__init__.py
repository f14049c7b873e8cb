"""What touches the world: YouTube, sound, pictures, files, stores, the network.

The disk: `layout` names what is in a show's folder, `files` reads and writes, `exchange` exchanges two folders, and `faults` says what to
do if the system cannot. The machine has `settings`, which `doctor` examines with all else, and a garbage `collector`.

The record of an episode: `material` are the host's own files, `recordings` what is on record, `offline` makes of both what it can, and
`fetch` asks YouTube for the rest, in a folder for `staging`. For that, `gather` has a conversation with `youtube`, by way of `ytdlp`, with
`cookies` and a `certificate`, unless it is `refused`.

Sound and pictures are in `media/`; `film` is the host's own video.

The network: `web` asks, and an `inquiry` goes on meanwhile. `listeners` have a feed, `announce` tells of a new one, with a `memo` of what is
still to be told, and `hooks` are the host's own commands. `loading` gets what belongs to an episode from elsewhere. An `enclosure` may be in
a `store`, which has `credentials`.

On loopback, `server` shows the sites, and `guarded` a page that may write. Another machine gets a `parcel`, with paths as they are there
(`pickled`).
"""
