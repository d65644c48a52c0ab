using System.Globalization;

namespace RlQuery.Cli.Tests.Processes;

/// <summary>How long trials are: short in each run of the tests, long where a variable says so; see results/reliability.</summary>
internal static class Trials
{
    /// <summary>The trait by which all trials are run alone.</summary>
    public const string Category = "Trial";

    /// <summary>Pairs of processes.</summary>
    public static int Pairs => Number("RLQUERY_PAIRS") ?? 20;

    /// <summary>Kills of one verb: half of all are of <c>label</c>, a quarter each of <c>train</c> and <c>evaluate</c>.</summary>
    /// <param name="share">How many of four.</param>
    /// <param name="few">Their number in a short run.</param>
    public static int Kills(int share, int few) => Number("RLQUERY_KILLS") * share / 4 ?? few;

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
