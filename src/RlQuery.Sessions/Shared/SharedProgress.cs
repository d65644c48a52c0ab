using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;

namespace RlQuery.Sessions.Shared;

/// <summary>Measures a shared session in the background, from the first time that somebody wants to know.</summary>
/// <param name="open">The session.</param>
/// <param name="session">Whoever answers it.</param>
public sealed class SharedProgress(OpenSession open, SharedSession session) : IDisposable
{
    private const int MostPlaced = 1000;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly ProgressMeter _meter = open.CreateMeter();
    private readonly ExpectedAnswers _model = open.CreateModel();
    private SessionFollower<SessionProgress>? _follower;
    private (int Row, double X, double Y)[]? _places;

    /// <summary>Waits for what is known of all that has happened until now, or for news.</summary>
    /// <param name="known">What is known already; null for nothing.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OperationCanceledException">Cancelled, or let go of.</exception>
    public async Task<SessionProgress> WaitAsync(SessionProgress? known, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            _follower ??= await session.FollowAsync(Measure, cancel).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
        Followed<SessionProgress>? latest = _follower.Latest;
        return await _follower.WaitAsync(0, ReferenceEquals(latest?.Value, known) ? latest : null, cancel).ConfigureAwait(false);
    }

    /// <summary>Ends the measuring.</summary>
    public void Dispose()
    {
        _follower?.Dispose();
        _gate.Dispose();
    }

    private SessionProgress Measure(LabellingState state, CancellationToken cancel)
    {
        IReadOnlyList<Checkpoint> checkpoints = _meter.MeasureAll(state, cancel);
        (string, int)[] classes = [.. state.Classes.Zip(SessionWords.CountsOf(state))];
        return new SessionProgress(
            SessionWords.Counts(state),
            [.. SessionWords.Progress(state, [.. checkpoints.TakeLast(StopAdvice.Window + 1)], open.File.Settings.HeldBack > 0)],
            checkpoints, classes, AnnotatorAgreement.Of(state), [.. Place(state)]);
    }

    private IEnumerable<PlacedRow> Place(LabellingState state)
    {
        _places ??= [.. Places()];
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

    // Of a large table a sample.
    private IEnumerable<(int Row, double X, double Y)> Places()
    {
        int[] rows = [.. new Pcg64(open.File.Settings.Seed, "map").Permutation(open.Table.Data.Rows).Take(MostPlaced).Order()];
        (double X, double Y)[] places = PrincipalPlane.Of([.. rows.Select(row => open.Table.Data.Row(row).ToArray())]);
        return rows.Zip(places, (row, place) => (row, place.X, place.Y));
    }
}
