using System.Reflection;
using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Policies;

namespace RlQuery.Core.Tests.Tasks;

/// <summary>An answer that was not asked for cannot be seen.</summary>
public sealed class OracleTests
{
    private static readonly Type[] Answering = [typeof(IOracle), typeof(Judge), typeof(Dataset), typeof(Problem), typeof(PoolTestSplit)];

    public static TheoryData<string, string> Choosers
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (ITask task in Known.Parts.All<ITask>())
            {
                foreach (IQueryStrategy strategy in Known.Parts.StrategiesOf(task))
                {
                    all.Add(task.Name, strategy.Name);
                }
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Choosers))]
    public void No_strategy_signal_or_learner_asks_the_oracle_out_of_turn(string taskName, string strategy)
    {
        ITask task = Known.Parts.Find<ITask>(taskName);
        foreach (ILearnerFactory learner in Known.Parts.LearnersOf(task.Unit))
        {
            Play(task, Known.Parts.Find<IQueryStrategy>(strategy), learner);
        }
    }

    [Fact]
    public void Nor_does_a_learned_policy() =>
        Play(
            Known.Parts.Find<ITask>("classification"), SamplePolicy.Create(new PolicySelector(0.5, "margin", 0.1, 2)),
            Known.Parts.FindLearner("logistic-regression"));

    /// <summary>Every type that can be reached by the public members of what they are handed.</summary>
    [Theory]
    [InlineData(typeof(SignalContext))]
    [InlineData(typeof(Observation))]
    [InlineData(typeof(Items))]
    [InlineData(typeof(Answers))]
    [InlineData(typeof(Pool))]
    public void What_they_are_handed_leads_to_nothing_that_knows_answers(Type handed)
    {
        var reached = new HashSet<Type>();
        Reach(handed, reached);
        Assert.Empty(reached.Intersect(Answering));
    }

    private static void Play(ITask task, IQueryStrategy strategy, ILearnerFactory learner)
    {
        Problem whole = new ProblemOptions(task, new SplitOptions { PoolCap = 24 }, task.DefaultStart).Create(Sets.Of(task), 3);
        var oracle = new TurnOracle(whole.Oracle);
        var problem = new Problem(task, whole.Items, whole.Units, oracle, whole.Judge, whole.Start);
        var episode = new Episode(learner);
        var player = new StrategyPlayer(strategy);
        oracle.Allow(problem.Start);
        episode.Begin(problem, budget: task.HasPrices ? 1000 : 6, seed: 1);
        while (episode.Queries < 6)
        {
            player.Take(episode);
            player.Take(episode);
            oracle.Allow(episode.Pool.Pending);
            episode.Label();
            oracle.Allow([]);
            episode.Score(smoothing: 0.5);
        }
        Assert.Equal(episode.Pool.Labelled.Length - episode.Pool.Implied, oracle.Asked);
        Assert.Equal(task.HasPrices ? episode.Pool.Labelled.ToArray().Sum(whole.Oracle.CostOf) : oracle.Asked, episode.Cost);
    }

    private static void Reach(Type type, HashSet<Type> reached)
    {
        if (type.IsGenericType)
        {
            foreach (Type argument in type.GetGenericArguments())
            {
                Reach(argument, reached);
            }
        }
        if (type.HasElementType)
        {
            Reach(type.GetElementType()!, reached);
        }
        if (type.Namespace?.StartsWith("RlQuery", StringComparison.Ordinal) != true || !reached.Add(type))
        {
            return;
        }
        foreach (MemberInfo member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance))
        {
            Type told = member switch
            {
                PropertyInfo property => property.PropertyType,
                FieldInfo field => field.FieldType,
                MethodInfo method => method.ReturnType,
                _ => typeof(void),
            };
            Reach(told, reached);
        }
    }

    /// <summary>Throws where it is asked for what it was not told to expect.</summary>
    private sealed class TurnOracle(IOracle oracle) : IOracle
    {
        private int[] _allowed = [];

        public int Asked { get; private set; }

        public void Allow(ReadOnlySpan<int> items) => _allowed = items.ToArray();

        public double CostOf(int item) => oracle.CostOf(item);

        public double WeightOf(int item)
        {
            RequireTurn(item);
            return oracle.WeightOf(item);
        }

        public string AskText(int item)
        {
            RequireTurn(item);
            Asked++;
            return oracle.AskText(item);
        }

        public void Ask(int item, Span<double> answer)
        {
            RequireTurn(item);
            Asked++;
            oracle.Ask(item, answer);
        }

        private void RequireTurn(int item)
        {
            if (!_allowed.Contains(item))
            {
                throw new InvalidOperationException($"item {item} was asked for out of turn");
            }
        }
    }
}
