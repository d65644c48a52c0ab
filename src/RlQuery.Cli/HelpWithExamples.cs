using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace RlQuery.Cli;

/// <summary>The usual help, with the examples of the verb below it.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const string Heading = "Examples:";

    /// <summary>Replaces the help of a root command, which its verbs share.</summary>
    public static void AddTo(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <summary>A request for help need not give all arguments.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb verb)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(Heading);
            foreach (string example in verb.Examples)
            {
                output.WriteLine("  " + example);
            }
            output.WriteLine();
        }
        return ExitCode.Success;
    }
}
