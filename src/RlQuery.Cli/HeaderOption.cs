using System.CommandLine;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary><c>--header</c> of the verbs that read a table.</summary>
internal static class HeaderOption
{
    private const string Yes = "yes";
    private const string No = "no";

    /// <summary>The option.</summary>
    /// <param name="more">What else to say of it.</param>
    public static Option<string> Create(string more = "") => new("--header")
    {
        HelpName = $"{Yes}|{No}",
        Description = $"Whether the first row of a CSV file names the columns. {more}Default: the cells decide, and a note tells where they leave doubt.",
    };

    /// <summary>What a command line says; what is not allowed is added to the faults.</summary>
    /// <returns>Null where it says nothing.</returns>
    public static bool? Parse(string? text, Faults faults)
    {
        if (text is not (null or Yes or No))
        {
            faults.Add($"header: {text} is not allowed; use {Yes} or {No}");
        }
        return text switch { Yes => true, No => false, _ => null };
    }

    /// <summary>As it stands on a command line.</summary>
    public static string Text(bool header) => header ? Yes : No;
}
