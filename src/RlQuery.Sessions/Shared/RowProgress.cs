using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;

namespace RlQuery.Sessions.Shared;

/// <summary>How far a session has come that asks for the labels of rows. Not thread-safe.</summary>
/// <param name="open">The session.</param>
internal sealed class RowProgress(OpenRows open)
{
    private readonly ProgressMeter _meter = open.CreateMeter();
    private readonly ExpectedAnswers _model = open.CreateModel();
    private (int Row, double X, double Y)[]? _places;

    /// <summary>Measures it.</summary>
    public SessionProgress Of(LabellingState state, CancellationToken cancel)
    {
        IReadOnlyList<Checkpoint> checkpoints = _meter.MeasureAll(state, cancel);
        (string, int)[] classes = [.. state.Classes.Zip(SessionWords.CountsOf(state))];
        return new SessionProgress(
            open.Counts(state),
            [.. SessionWords.Progress(state, [.. checkpoints.TakeLast(StopAdvice.Window + 1)], open.File.Settings.HeldBack > 0)],
            checkpoints, classes, AnnotatorAgreement.Of(state), [.. Place(state)]);
    }

    private IEnumerable<PlacedRow> Place(LabellingState state)
    {
        _places ??= PlacedRow.Spread(open.Table.Data.Rows, row => open.Table.Data.Row(row).ToArray(), open.File.Settings.Seed);
        int[] rows = Array.ConvertAll(_places, place => place.Row);
        IReadOnlyList<Expectation?> expected = state.Form.Kind == TargetKind.Class ? _model.Of(state, rows) : new Expectation?[rows.Length];
        Dictionary<string, int> classes = state.Classes.Select((name, place) => (name, place)).ToDictionary(one => one.name, one => one.place);
        for (int i = 0; i < rows.Length; i++)
        {
            int? label = state.Answers[rows[i]] is { } answer && classes.TryGetValue(answer, out int place) ? place : null;
            int? predicted = expected[i] is { } known ? Enumerable.Range(0, known.Probabilities.Count).MaxBy(one => known.Probabilities[one]) : null;
            yield return new PlacedRow(rows[i], _places[i].X, _places[i].Y, label, predicted, expected[i]?.Uncertainty);
        }
    }
}
