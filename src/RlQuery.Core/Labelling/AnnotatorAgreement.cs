namespace RlQuery.Core.Labelling;

/// <summary>How far those who labelled the same rows agree.</summary>
/// <param name="Pairs">Every two who have labelled a row in common, in the order of their names.</param>
/// <param name="Rows">Rows that two or more have labelled.</param>
/// <param name="Alpha">Krippendorff's alpha of all of them; null where there is no such row.</param>
/// <remarks>What was settled in a review counts for nothing here: agreement is of what each said.</remarks>
public sealed record AnnotatorAgreement(IReadOnlyList<AnnotatorPair> Pairs, int Rows, double? Alpha)
{
    /// <summary>Measures it.</summary>
    /// <param name="state">The session.</param>
    public static AnnotatorAgreement Of(LabellingState state)
    {
        Opinion[][] rows = [.. state.Said.Select(row => state.OpinionsOf(row).Where(one => one.Answer is not null).ToArray()).Where(said => said.Length > 1)];
        string?[] names = [.. rows.SelectMany(said => said.Select(one => one.By)).Distinct().OrderBy(name => name, StringComparer.Ordinal)];
        var pairs = new List<AnnotatorPair>();
        for (int i = 0; i < names.Length; i++)
        {
            for (int j = i + 1; j < names.Length; j++)
            {
                (string First, string Second)[] both =
                [
                    .. rows.Select(said => (First: AnswerBy(said, names[i]), Second: AnswerBy(said, names[j])))
                        .Where(pair => pair.First is not null && pair.Second is not null).Select(pair => (pair.First!, pair.Second!)),
                ];
                if (both.Length > 0)
                {
                    double agreement = state.Form.AgreementOfTwo(Array.ConvertAll(both, pair => pair.First), Array.ConvertAll(both, pair => pair.Second), state.Classes);
                    pairs.Add(new AnnotatorPair(names[i], names[j], both.Length, both.Count(pair => pair.First == pair.Second), agreement));
                }
            }
        }
        return new AnnotatorAgreement(pairs, rows.Length, state.Form.AgreementOfAll(rows.Select(said => Array.ConvertAll(said, one => one.Answer!)), state.Classes));
    }

    private static string? AnswerBy(Opinion[] said, string? name) =>
        Array.FindIndex(said, one => one.By == name) is int place and >= 0 ? said[place].Answer : null;
}
