using RlQuery.Core.Policies;
using RlQuery.Torch.Agents;

namespace RlQuery.Torch.Training;

/// <summary>Imitation of rollout values for some environment steps, then an agent that continues from the weights it learned.</summary>
internal sealed class WarmStartedAgent : IAgent
{
    private const string Adopted = "warm_start.adopted";

    private readonly IAgent _teacher;
    private readonly IAgent _agent;
    private readonly int _steps;
    private bool _adopted;

    /// <param name="teacher">Learns first; it has a single network, like the agent.</param>
    /// <param name="agent">Continues; its network has the same shape.</param>
    /// <param name="steps">Environment steps of the teacher.</param>
    public WarmStartedAgent(IAgent teacher, IAgent agent, int steps)
    {
        _teacher = teacher;
        _agent = agent;
        _steps = steps;
    }

    public string Name => _agent.Name;

    public string ExplorationName => _agent.ExplorationName;

    public Selector Selector => _agent.Selector;

    public IReadOnlyList<int> Hidden => _agent.Hidden;

    public int Members => _agent.Members;

    public RoundReport Round(int round, long stepsBefore, long most, CancellationToken cancel)
    {
        if (stepsBefore < _steps)
        {
            return _teacher.Round(round, stepsBefore, most, cancel);
        }
        if (!_adopted)
        {
            _agent.Adopt(_teacher.Weights());
            _adopted = true;
        }
        return _agent.Round(round, stepsBefore - _steps, most, cancel);
    }

    public TensorFile Weights() => (_adopted ? _agent : _teacher).Weights();

    public void Adopt(TensorFile weights) => _agent.Adopt(weights);

    public void Save(TensorFile checkpoint)
    {
        checkpoint.Add(Adopted, new[] { _adopted ? 1L : 0L });
        (_adopted ? _agent : _teacher).Save(checkpoint);
    }

    public void Load(TensorFile checkpoint)
    {
        _adopted = checkpoint.Int64(Adopted, 1)[0] != 0;
        (_adopted ? _agent : _teacher).Load(checkpoint);
    }

    public void Dispose()
    {
        _teacher.Dispose();
        _agent.Dispose();
    }
}
