// Loaded into every child before its own code: whoever kills the supervisor with -9 closes this channel, and a child
// without a supervisor would hold its port for ever. Grandchildren load it too (fork hands the options on) and are left
// alone: with the channel unreferenced theirs would end before their work.
if (process.env['STILLUP_SUPERVISOR'] === String(process.ppid)) {
  process.once('disconnect', () => process.exit(1));
  process.channel?.unref();
}
