using System.CommandLine;
using System.CommandLine.Parsing;
using RlQuery.Core;

namespace RlQuery.Cli;

/// <summary>Describes in one line what is wrong with a command line, with the nearest name for an unknown word.</summary>
internal static class ParseFaults
{
    public static void ThrowIfAny(ParseResult parsed)
    {
        // A shell cannot give one, but a program that calls this one can: no file can have such a name.
        if (parsed.Tokens.FirstOrDefault(token => token.Value.Contains('\0', StringComparison.Ordinal)) is Token cut)
        {
            string shown = MessageText.Quote(cut.Value.Replace('\0', '\uFFFD'));
            throw new InvalidInputException($"{shown}: holds the letter NUL, which is not allowed; write the word without it");
        }
        if (parsed.Errors.Count == 0)
        {
            ThrowIfEmpty(parsed.CommandResult);
            ThrowIfTaken(parsed);
            return;
        }
        Command command = parsed.CommandResult.Command;
        // An option that belongs to a mistyped verb is not at fault.
        bool wordsFirst = command.Subcommands.Count > 0;
        string? unknown = parsed.UnmatchedTokens.OrderByDescending(token => token.StartsWith('-') != wordsFirst).FirstOrDefault();
        throw new InvalidInputException(unknown is null
            ? [.. parsed.Errors.Select(error => Describe(error, command)).Distinct()]
            : [unknown.StartsWith('-') ? UnknownOption(unknown, command) : UnknownWord(unknown, command)]);
    }

    // A shell's unset variable: --out "$NAME".
    private static void ThrowIfEmpty(CommandResult result)
    {
        string[] faults =
        [
            .. result.Children.Where(child => child.Tokens.Any(token => token.Value.Trim().Length == 0)).Select(child => child switch
            {
                OptionResult { Option: var option } => $"{option.Name}: is empty; use {option.Name} {option.HelpName}",
                ArgumentResult { Argument: var argument } => $"{argument.HelpName ?? argument.Name}: is empty; see 'rlquery {NameOf(result.Command)} --help'",
                _ => "a word is empty",
            }),
        ];
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    // An argument of many words would accept a mistyped option as one of them; after a lone -- that is intended.
    private static void ThrowIfTaken(ParseResult parsed)
    {
        if (!parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
            && parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
                .FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is Token taken)
        {
            throw new InvalidInputException(UnknownOption(taken.Value, parsed.CommandResult.Command));
        }
    }

    private static string Describe(ParseError error, Command command) => error.SymbolResult switch
    {
        ArgumentResult { Argument: var argument } when command.Arguments.Contains(argument) =>
            $"{argument.HelpName ?? argument.Name}: missing; see 'rlquery {NameOf(command)} --help'",
        OptionResult { Option: var option, Implicit: true } => $"{option.Name}: missing; use {option.Name} {option.HelpName}",
        OptionResult { Option: var option, Tokens.Count: 0 } => $"{option.Name}: has no value; use {option.Name} {option.HelpName}",
        OptionResult { Option: var option } => $"{option.Name}: given more than once",
        _ => error.Message,
    };

    private static string UnknownOption(string token, Command command)
    {
        string name = MessageText.Quote(token.Split('=', ':')[0]);
        string[] known = [.. command.Options.Where(option => !option.Hidden).Select(option => option.Name).Append("--verbose").Append("--help").Distinct()];
        return $"{name}: unknown option of '{NameOf(command)}'{NearestName.Hint(name, known)}";
    }

    private static string UnknownWord(string token, Command command) => command.Subcommands.Count > 0
        ? $"{MessageText.Quote(token)}: unknown command{NearestName.Hint(token, [.. command.Subcommands.Select(verb => verb.Name)])}"
        : $"{MessageText.Quote(token)}: one word too many; see 'rlquery {NameOf(command)} --help'";

    // Such as: session export.
    private static string NameOf(Command command) =>
        command.Parents.OfType<Command>().SingleOrDefault() is Command and not RootCommand and var verb ? $"{verb.Name} {command.Name}" : command.Name;
}
