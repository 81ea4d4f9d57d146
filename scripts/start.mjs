/** `npm start`. */
process.stderr.write(
  'The studio window is not part of this version yet; it comes with the next one.\n' +
    'What works today is the command line. `npm run demo` makes two shots with it and says where they are.\n',
)
process.exitCode = 1
