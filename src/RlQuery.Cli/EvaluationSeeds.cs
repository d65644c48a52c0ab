using System.CommandLine;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary><c>--seeds</c> of an evaluation, and <c>--repeats</c> and <c>--seed</c>, which said it in version 0.1.</summary>
internal sealed class EvaluationSeeds
{
    private readonly Option<string> _repeats = RenamedOption.Old<string>("--repeats", "N");
    private readonly Option<string>? _first;

    /// <summary>The options of a verb.</summary>
    /// <param name="usual">What the help says of the default.</param>
    /// <param name="startsAnywhere">Whether the first seed may be another than 0; it was <c>--seed</c> then.</param>
    public EvaluationSeeds(string usual, bool startsAnywhere)
    {
        Option = Create(usual);
        _first = startsAnywhere ? RenamedOption.Old<string>("--seed", "N") : null;
    }

    /// <summary>The option.</summary>
    public Option<string> Option { get; }

    /// <summary>What said it in version 0.1.</summary>
    public IEnumerable<Option> Old => _first is null ? [_repeats] : [_repeats, _first];

    /// <summary>The option alone.</summary>
    public static Option<string> Create(string usual) => new("--seeds")
    {
        HelpName = "FIRST-LAST",
        Description = $"Seeds of splits, starts and episodes of the evaluation, such as 0-99. Default: {usual}.",
    };

    /// <summary>What is asked for; what is not allowed is added to the faults, except for the limits of the old spelling, which the study knows.</summary>
    /// <returns>First seed and number of seeds; null where nothing is said of it.</returns>
    public (int? First, int? Count) Read(ParseResult parsed, Faults faults)
    {
        int? count = faults.Whole("repeats", parsed.GetValue(_repeats), Limits.Repeats);
        int? first = _first is null ? null : faults.Whole("seed", parsed.GetValue(_first), Limits.FirstSeed);
        if (parsed.GetValue(Option) is not string text)
        {
            return (first, count);
        }
        foreach (Option old in Old.Where(old => RenamedOption.IsGiven(parsed, old)))
        {
            RenamedOption.Refuse(old, Option.Name, faults);
        }
        SeedRange? range = SeedRange.Parse(text, faults);
        if (_first is null && range is { First: > 0 })
        {
            faults.Add($"seeds: {text} is not allowed; use a range from 0 on, such as 0-19");
        }
        return (range?.First, range?.Count);
    }

    /// <summary>Says what is written now where the old spelling is given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="seeds">All seeds of the evaluation: an experiment file or the split may say what the command line does not.</param>
    /// <param name="terminal">Where it is said.</param>
    public void Warn(ParseResult parsed, SeedRange seeds, Terminal terminal)
    {
        string[] given = [.. Old.Where(old => RenamedOption.IsGiven(parsed, old)).Select(old => $"{old.Name} {parsed.GetResult(old)!.Tokens[0].Value}")];
        if (given.Length > 0)
        {
            RenamedOption.Warn(terminal, $"{string.Join(' ', given)} is now {Option.Name} {seeds}");
        }
    }
}
