using RlQuery.Core.Statistics.Credibility;

namespace RlQuery.Core.Tests.Statistics.Credibility;

/// <summary>Table 1 of Dawid and Skene (1979): how fit for an anaesthetic five anaesthetists found 45 patients, the first of them three times.</summary>
internal static class Anaesthetists
{
    // A patient in seven digits: three by the first, one by each other.
    private const string Table = """
        1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111 2223212 1211111
        1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 1111111 1111111 1121121
        1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222
        """;

    /// <summary>The votes.</summary>
    public static Votes Votes()
    {
        string[] patients = Table.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return new Votes(
            patients.Length, 5, 4, patients.SelectMany((said, item) => said.Select((digit, place) => new Vote(item, Math.Max(0, place - 2), digit - '1'))));
    }
}
