using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Policies;

namespace RlQuery.Studies.Advice;

/// <summary>Fits what <c>rlquery advise</c> tells to results on sets that the policy was not trained on, and measures how far that can be trusted.</summary>
public static class AdviceStudy
{
    /// <summary>Runs the study.</summary>
    /// <param name="results">The folder of results, with <c>general</c>, <c>text</c>, <c>images</c> and <c>advice</c>.</param>
    /// <param name="policy">The folder of the policy whose recipe was measured.</param>
    /// <param name="catalog">The bundled sets.</param>
    /// <param name="featurizer">Makes them numeric.</param>
    /// <exception cref="RlQuery.Core.InvalidInputException">A result is missing or damaged.</exception>
    public static AdviceResults Run(string results, string policy, Catalog catalog, ITableFeaturizer featurizer)
    {
        IReadOnlyList<MeasuredSet> sets = AdviceSources.Read(results, catalog, featurizer);
        PolicyDocument document = PolicyReader.ReadDocument(policy);
        var data = new AdviceData(document.Weights, document.Learner, ModelChoice.Best(sets), sets);
        IReadOnlyList<CalibrationRow> calibration = Calibration.Of(sets);
        return new AdviceResults(
            data, AdviceTables.Models(sets), AdviceTables.Summary(calibration), AdviceTables.Calibration(calibration), AdviceFigure.Create(calibration));
    }
}
