using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Rewards;

/// <summary>What a reward may depend on.</summary>
/// <param name="Learner">The learner of the environment.</param>
/// <param name="Task">The kind of answer that is asked for.</param>
/// <param name="Reference">The task's reference heuristic.</param>
/// <param name="Settings">What the environment file says of it.</param>
public sealed record RewardSetup(ILearnerFactory Learner, ITask Task, IQueryStrategy Reference, RewardDefinition Settings);
