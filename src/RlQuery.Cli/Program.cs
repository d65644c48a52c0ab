using RlQuery.Cli;
using RlQuery.Cli.Verbs;

LastingWriter.Install();
using var interruption = new Interruption();
return CommandLine.Run(args, Terminal.OfProcess(interruption.Token));
