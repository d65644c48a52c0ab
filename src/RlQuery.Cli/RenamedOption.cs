using System.CommandLine;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>Options in the spelling of version 0.1: help hides them, they still work, and one line says the new spelling.</summary>
internal static class RenamedOption
{
    /// <summary>An old spelling.</summary>
    /// <param name="name">Name of the option, with its dashes.</param>
    /// <param name="helpName">What stands for its value in faults; null for a switch.</param>
    public static Option<T> Old<T>(string name, string? helpName = null) => new(name) { HelpName = helpName, Hidden = true };

    /// <summary>The value, in whichever spelling it is given; both at once are added to the faults.</summary>
    public static T? Read<T>(ParseResult parsed, Option<T> option, Option<T> old, Faults faults, Terminal terminal)
    {
        if (!IsGiven(parsed, old))
        {
            return parsed.GetValue(option);
        }
        if (IsGiven(parsed, option))
        {
            Refuse(old, option.Name, faults);
        }
        else
        {
            Warn(terminal, $"{old.Name} is now {option.Name}");
        }
        return parsed.GetValue(old);
    }

    /// <summary>Whether an option stands on the command line.</summary>
    public static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Adds to the faults that both spellings are given.</summary>
    public static void Refuse(Option old, string name, Faults faults) =>
        faults.Add($"{old.Name.TrimStart('-')}: not together with {name}, its new spelling; give {name} alone");

    /// <summary>Says what is written now.</summary>
    public static void Warn(Terminal terminal, string spelling) => terminal.Error.WriteLine($"warning: {spelling}");
}
