using System.Globalization;

namespace RlQuery.Core.Environments.Routing;

/// <summary>The rules of the annotators of an environment.</summary>
internal static class AnnotatorRules
{
    private const double LowestPrice = 0.001;
    private const double HighestPrice = 100_000;

    /// <summary>What is not allowed, a line each, which begins with the setting.</summary>
    /// <param name="annotators">The annotators; none where one source answers all.</param>
    /// <param name="budget">Budget of an episode, in money.</param>
    public static IEnumerable<string> Faults(IReadOnlyList<AnnotatorDefinition> annotators, int budget)
    {
        if (annotators.Count == 1)
        {
            yield return $"annotators: {MessageText.Quote(annotators[0].Name)} alone leaves nothing to choose; name two or more";
        }
        for (int i = 0; i < annotators.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(annotators[i].Name))
            {
                yield return $"annotators: number {i + 1} has no name; give it one";
            }
        }
        foreach (string name in annotators.Select(one => one.Name).Where(name => name.Length > 0).GroupBy(name => name).Where(same => same.Count() > 1)
            .Select(same => same.Key))
        {
            yield return $"annotators: {MessageText.Quote(name)} occurs twice; name each once";
        }
        for (int i = 0; i < annotators.Count; i++)
        {
            foreach (string fault in Faults(annotators[i]))
            {
                yield return $"annotators[{i}].{fault}";
            }
        }
        if (annotators.Count > 1 && annotators.Min(one => one.Price) is double least && least > budget)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"budget: {budget} buys no answer; the cheapest of the annotators costs {least}");
        }
    }

    private static IEnumerable<string> Faults(AnnotatorDefinition one)
    {
        if (!(one.Price >= LowestPrice && one.Price <= HighestPrice))
        {
            yield return Line($"price: {one.Price} is not allowed; use {LowestPrice}..{HighestPrice}");
        }
        if (one is { IsLocal: true, Accuracy: not null })
        {
            yield return "accuracy: is not allowed for a local model, which answers by itself; leave it out";
        }
        if (one is { Kind: AnnotatorKind.Spammer, Accuracy: not null })
        {
            yield return "accuracy: is not allowed for a spammer, who does not look; leave it out";
        }
        (string Setting, bool IsGiven)[] simulated = [("regions", one.Regions is not null), ("learning", one.Learning != 0), ("fatigue", one.Fatigue != 0)];
        foreach ((string setting, bool _) in one.IsSimulated ? [] : Array.FindAll(simulated, known => known.IsGiven))
        {
            yield return $"{setting}: is allowed for a simulated person or model alone; leave it out";
        }
        if (one.Regions is < 2 or > 20)
        {
            yield return Line($"regions: {one.Regions} is not allowed; use 2..20");
        }
        if (!(one.Learning >= 0 && one.Learning <= 0.5))
        {
            yield return Line($"learning: {one.Learning} is not allowed; use 0..0.5");
        }
        if (!(one.Fatigue >= 0 && one.Fatigue <= 0.5))
        {
            yield return Line($"fatigue: {one.Fatigue} is not allowed; use 0..0.5");
        }
        if (one.Answers is < 1 or > 1_000_000)
        {
            yield return Line($"answers: {one.Answers} is not allowed; use 1..1000000");
        }
        if (one.Accuracy is { } range && (range.Count != 2 || !(range[0] >= 0 && range[1] <= 1 && range[0] <= range[1])))
        {
            yield return Line($"accuracy: [{string.Join(", ", range.Select(value => value.ToString(CultureInfo.InvariantCulture)))}] is not allowed; ")
                + "use two numbers of 0..1, the lower first";
        }
        if (one is { IsLocal: false, TrainedOn: not null })
        {
            yield return "trainedOn: is allowed for a local model alone; leave it out";
        }
        if (one is { IsLocal: false, View: not null })
        {
            yield return "view: is allowed for a local model alone; leave it out";
        }
        if (one.TrainedOn is double share && !(share >= 0.001 && share <= 0.5))
        {
            yield return Line($"trainedOn: {share} is not allowed; use 0.001..0.5");
        }
    }

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
