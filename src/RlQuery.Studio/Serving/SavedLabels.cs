using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Policies;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;
using RlQuery.Studies.Advice;

namespace RlQuery.Studio.Serving;

/// <summary>Says how many random labels would have been needed for what the session has reached, as far as that can be estimated.</summary>
internal sealed class SavedLabels
{
    // Read when somebody looks at the progress, not before the first question.
    private readonly Lazy<ExpectedSaving?> _saving;
    private readonly Lazy<int> _start;

    /// <param name="open">The session.</param>
    public SavedLabels(OpenRows open)
    {
        SessionSettings settings = open.File.Settings;
        int classes = open.State.Classes.Count;
        _start = new(() => open.Table.Begin(settings.Classes).Labelled.Count);
        // With rows drawn by lot, other rows were labelled than those that were measured.
        _saving = new(() => open.Table.Form.Kind != TargetKind.Class || settings.Exploration > 0 ? null
            : ExpectedSaving.For(open.Table.Data, classes, settings.Learner, settings.Strategy, WeightsOf(settings.Policy)));
    }

    /// <summary>That in words; null where it cannot be estimated, or not yet.</summary>
    /// <param name="progress">How far the session has come.</param>
    public string? Words(SessionProgress progress)
    {
        (int, double)[] curve = [.. progress.Checkpoints.Where(one => one.Quality is not null).Select(one => (one.Labels, one.Quality!.Value))];
        return _saving.Value?.Of(curve, _start.Value) is not { } saving ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"random labels would have needed about {saving.Random:F0} for what {saving.Labels} reached, {saving.Least:F0} to {saving.Most:F0} on 9 of 10 "
                + $"tables: an estimate from measured sets");
    }

    private static string? WeightsOf(string? policy)
    {
        try
        {
            return policy is null ? null : PolicyReader.ReadDocument(policy).Weights;
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }
}
