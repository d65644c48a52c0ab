using RlQuery.Cli;
using RlQuery.Cli.Verbs;

using var interruption = new Interruption();
return CommandLine.Run(args, Terminal.OfProcess(interruption.Token));
