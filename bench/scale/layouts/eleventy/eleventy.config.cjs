// One page a post, a list of all, and RSS: nothing else, since it would only take time.
module.exports = () => ({
  markdownTemplateEngine: false, // what a post says in braces is text
  dir: { input: "content", layouts: "../layouts", output: "output" },
});
