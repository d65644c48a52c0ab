using RlQuery.Core.Numerics;
using RlQuery.Core.Streams.Policies;
using RlQuery.Core.Streams.Strategies;

namespace RlQuery.Core.Streams.Playing;

/// <summary>
/// A stream as an environment with Gymnasium's semantics: the observation is what is known of the item, the action whether to ask for its label, the reward how
/// much better the next item is predicted than by a reference that asks at the same rate.
/// </summary>
/// <remarks>
/// The reference is the quantile filter of Kottke and others (2015) on the same stream with a learner of its own. No label that was not asked for reaches the
/// observation. The same seed and actions give the same observations and rewards. Not thread-safe.
/// </remarks>
public sealed class StreamEnvironment
{
    private readonly StreamTasks _tasks;
    private readonly IStreamStrategy _reference = StreamStrategies.Find("quantile-filter");
    private readonly float[] _state = new float[StreamSituation.Values.Count];
    private readonly List<double> _referenceScores = [];
    private StreamItems? _stream;
    private StreamModel? _model;
    private StreamSituation? _situation;
    private StreamModel? _otherModel;
    private StreamAsker? _other;
    private StreamItems? _otherStream;
    private float[] _item = [];
    private float[] _otherItem = [];
    private int _label;
    private int _steps;
    private ulong _seed;

    /// <summary>Makes an environment.</summary>
    /// <param name="tasks">What episodes are drawn from.</param>
    public StreamEnvironment(StreamTasks tasks) => _tasks = tasks;

    /// <summary>Names of the values of <see cref="State"/>, with their meanings.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> StateValues => StreamSituation.Values;

    /// <summary>What is known of the item that has come.</summary>
    public ReadOnlySpan<float> State => _state;

    /// <summary>Whether an episode is in progress.</summary>
    public bool Running { get; private set; }

    /// <summary>Whether asking would be granted.</summary>
    public bool MayAsk => _situation?.MayAsk == true;

    /// <summary>Share of the items whose label may be asked for, in this episode.</summary>
    public double Rate { get; private set; }

    /// <summary>Begins an episode.</summary>
    /// <param name="seed">Decides stream, learner, rate and all other draws.</param>
    public void Reset(ulong seed)
    {
        _referenceScores.Clear();
        Begin(seed);
    }

    /// <summary>Begins the episode of the last <see cref="Reset"/> again.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public void Restart()
    {
        if (_stream is null)
        {
            throw new InvalidOperationException("no episode was begun: call Reset first");
        }
        Begin(_seed);
    }

    /// <summary>Asks for the label of the item, or lets it go; then the next one comes.</summary>
    /// <param name="ask">Whether to ask.</param>
    /// <exception cref="InvalidOperationException">No episode runs.</exception>
    public StreamStep Step(bool ask)
    {
        if (!Running)
        {
            throw new InvalidOperationException("no episode runs: call Reset first");
        }
        StreamMoment moment = _model!.Latest;
        bool asked = ask && _situation!.MayAsk;
        _situation!.Count(moment, asked);
        if (asked)
        {
            _model.Learn(_item, _label);
            _situation.Hear(_label, moment.Predicted);
        }
        _steps++;
        if (!_stream!.Next(_item, out _label))
        {
            Running = false;
            return new StreamStep(0, Terminated: true, Truncated: false, asked, IsRight: false);
        }
        StreamMoment next = Look();
        bool isRight = next.Predicted == _label;
        bool truncated = _steps + 1 >= _tasks.Items;
        Running = !truncated;
        return new StreamStep(Score(next, _label) - ReferenceAt(_steps), Terminated: false, truncated, asked, isRight);
    }

    private void Begin(ulong seed)
    {
        _seed = seed;
        var draws = new Pcg64(seed, "stream episode");
        IStreamSource source = _tasks.Sources[draws.NextInt(_tasks.Sources.Count)];
        IIncrementalLearnerFactory learner = _tasks.Learners[draws.NextInt(_tasks.Learners.Count)];
        Rate = _tasks.Rates[draws.NextInt(_tasks.Rates.Count)];
        _stream = source.Open(seed);
        var setting = new StreamSetting(_stream.Features, _stream.Classes, Rate, seed);
        _model = new StreamModel(learner, setting.Features, setting.Classes);
        _situation = new StreamSituation(setting);
        _item = new float[setting.Features];
        _steps = 0;
        if (_referenceScores.Count == 0)
        {
            _otherStream = source.Open(seed);
            _otherModel = new StreamModel(learner, setting.Features, setting.Classes);
            _other = _reference.Begin(setting);
            _otherItem = new float[setting.Features];
        }
        Running = _stream.Next(_item, out _label);
        if (Running)
        {
            Look();
        }
    }

    private StreamMoment Look()
    {
        StreamMoment moment = _model!.Look(_item);
        _situation!.Look(moment, _state);
        return moment;
    }

    // The reference's scores do not depend on the actions, so an episode that is played again has them already.
    private double ReferenceAt(int item)
    {
        while (_referenceScores.Count <= item)
        {
            _otherStream!.Next(_otherItem, out int label);
            StreamMoment moment = _otherModel!.Look(_otherItem);
            _referenceScores.Add(Score(moment, label));
            if (_other!.Ask(moment))
            {
                _otherModel.Learn(_otherItem, label);
                _other.Hear(label, moment.Predicted);
            }
        }
        return _referenceScores[item];
    }

    private double Score(StreamMoment moment, int label) =>
        ((1 - _tasks.Smoothing) * (moment.Predicted == label ? 1 : 0)) + (_tasks.Smoothing * moment.Probabilities[label]);
}
