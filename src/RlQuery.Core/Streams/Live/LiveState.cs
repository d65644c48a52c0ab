using RlQuery.Core.Streams.Playing;

namespace RlQuery.Core.Streams.Live;

/// <summary>All that a live stream remembers: learner, strategy, open questions, and the latest decisions.</summary>
internal sealed class LiveState(LiveSettings settings)
{
    /// <summary>Decisions that are remembered, for items that come again and labels that were not asked for.</summary>
    public const int Latest = 10_000;

    private readonly Dictionary<string, LiveQuestion> _questions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LiveDecision> _decisions = new(StringComparer.Ordinal);
    private readonly string[] _latest = new string[Latest];
    private StreamModel? _model;
    private StreamAsker? _asker;
    private long _items;
    private long _asked;
    private long _told;

    public LiveReader Reader { get; } = new(settings.Classes);

    /// <summary>Lines that were taken.</summary>
    public long Events => _items + _told;

    /// <summary>Items, questions, labels told and questions that wait for theirs.</summary>
    public (long Items, long Asked, long Told, int Open) Counts => (_items, _asked, _told, _questions.Count);

    /// <summary>Begins: learns from the history, if there is one.</summary>
    public void Start()
    {
        if (settings.History is not { } history)
        {
            return;
        }
        Reader.Columns.Name(history.FeatureNames);
        Begin(history.Features);
        int[] classes = [.. history.ClassNames.Select(name => settings.Classes.Index().First(known => known.Item == name).Index)];
        for (int row = 0; row < history.Rows; row++)
        {
            _model!.Look(history.Row(row));
            if (history.HasTarget(row))
            {
                _model.Learn(history.Row(row), classes[history.Labels[row]]);
            }
        }
    }

    /// <summary>Finds what was decided of an item that comes again.</summary>
    public bool TryFind(string id, out LiveDecision decision)
    {
        if (_questions.TryGetValue(id, out LiveQuestion? open) && !_decisions.ContainsKey(id))
        {
            // Its decision is long forgotten, but not the question.
            decision = new LiveDecision(true, open.Predicted, double.NaN, false);
            return true;
        }
        return _decisions.TryGetValue(id, out decision);
    }

    /// <summary>Refuses a label that was not asked for.</summary>
    /// <exception cref="LiveFaultException">It was not, or was told before.</exception>
    public void RequireQuestion(string id)
    {
        if (_questions.ContainsKey(id))
        {
            return;
        }
        throw new LiveFaultException(
            id,
            !_decisions.TryGetValue(id, out LiveDecision decision) ? $"label: no item of this id waits for one, or is among the latest {Latest}"
            : decision.IsTold ? "label: was told before; the first one holds"
            : "label: was not asked for; the item was let go");
    }

    /// <summary>Takes the item that was read last.</summary>
    public LiveDecision Take(string id)
    {
        ReadOnlySpan<float> features = Reader.Features;
        Begin(features.Length);
        StreamMoment moment = _model!.Look(features);
        var decision = new LiveDecision(_asker!.Ask(moment), moment.Predicted, moment.Confidence, false);
        _items++;
        Remember(id, decision);
        if (decision.Asked)
        {
            _asked++;
            _questions.Add(id, new LiveQuestion(_items, features.ToArray(), moment.Predicted));
        }
        return decision;
    }

    /// <summary>Learns the label of an open question.</summary>
    public void Tell(string id, int label)
    {
        _questions.Remove(id, out LiveQuestion? question);
        _model!.Learn(question!.Features, label);
        _asker!.Hear(label, question.Predicted);
        _told++;
        if (_decisions.TryGetValue(id, out LiveDecision decision))
        {
            _decisions[id] = decision with { IsTold = true };
        }
    }

    /// <summary>Writes all of it, or reads it.</summary>
    public void Exchange(StreamState state)
    {
        state.Number(ref _items);
        state.Number(ref _asked);
        state.Number(ref _told);
        Reader.Columns.Exchange(state);
        if (Reader.Columns.Count == 0)
        {
            return;
        }
        Begin(Reader.Columns.Count);
        _model!.Exchange(state);
        _asker!.Exchange(state);
        ExchangeDecisions(state);
        ExchangeQuestions(state);
    }

    private void Begin(int features)
    {
        _model ??= new StreamModel(settings.Learner, features, settings.Classes.Count);
        _asker ??= settings.Strategy.Begin(new StreamSetting(features, settings.Classes.Count, settings.Rate, settings.Seed));
    }

    private void Remember(string id, LiveDecision decision)
    {
        int place = (int)((_items - 1) % Latest);
        if (_latest[place] is { } old)
        {
            _decisions.Remove(old);
        }
        _latest[place] = id;
        _decisions.Add(id, decision);
    }

    // In the order of the items, whatever the order in a dictionary: the same state is the same bytes.
    private void ExchangeDecisions(StreamState state)
    {
        long first = Math.Max(0, _items - Latest);
        for (long item = first; item < _items; item++)
        {
            ref string id = ref _latest[(int)(item % Latest)];
            id ??= "";
            LiveDecision known = state.IsReading ? default : _decisions[id];
            state.Text(ref id);
            (bool asked, int predicted, double probability, bool told) = (known.Asked, known.Predicted, known.Probability, known.IsTold);
            state.Flag(ref asked);
            state.Number(ref predicted);
            state.Number(ref probability);
            state.Flag(ref told);
            _decisions[id] = new LiveDecision(asked, predicted, probability, told);
        }
    }

    private void ExchangeQuestions(StreamState state)
    {
        KeyValuePair<string, LiveQuestion>[] open = [.. _questions.OrderBy(question => question.Value.Number)];
        int count = state.Count(open.Length);
        for (int i = 0; i < count; i++)
        {
            (string id, LiveQuestion? question) = state.IsReading ? new("", new LiveQuestion(0, new float[Reader.Columns.Count], 0)) : open[i];
            (long number, int predicted) = (question.Number, question.Predicted);
            state.Text(ref id);
            state.Number(ref number);
            state.Number(ref predicted);
            state.Numbers(question.Features);
            _questions[id] = new LiveQuestion(number, question.Features, predicted);
        }
    }
}
