using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests;

public sealed class PartsTests
{
    [Fact]
    public void Parts_are_added_behind_the_others_to_parts_of_their_own()
    {
        Parts own = Known.Parts.With(new Own("mine"), new Own("yours"));
        Assert.Equal([.. Known.Parts.All<ISignal>().Select(signal => signal.Name), "mine", "yours"], own.All<ISignal>().Select(signal => signal.Name));
        Assert.Null(Known.Parts.TryFind<ISignal>("mine"));
        Assert.Equal("mine", own.Find<ISignal>("mine").Name);
    }

    [Fact]
    public void A_signal_brings_its_heuristics_along()
    {
        Parts own = Known.Parts.With(new Own("mine"));
        IQueryStrategy heuristic = own.Find<IQueryStrategy>("mine");
        Assert.Equal(["mine"], heuristic.SignalList.SignalNames);
        Assert.Equal("highest mine", heuristic.Description);
        Assert.All(Known.Parts.All<ISignal>().SelectMany(signal => signal.HeuristicNames), name => Assert.NotNull(Known.Parts.TryFind<IQueryStrategy>(name)));
    }

    [Fact]
    public void A_part_is_found_by_its_aliases()
    {
        Assert.Equal("core-set", Known.Parts.Find<IQueryStrategy>("coverage").Name);
        Assert.Equal("gain-over-reference", Known.Parts.Find<IRewardFactory>("gain-over-margin").Name);
        Assert.All(Known.Parts.All<ISignal>(), signal => Assert.Equal([signal.Name], Known.Parts.Find<IQueryStrategy>(signal.Name).SignalList.SignalNames));
    }

    [Theory]
    [InlineData("margin", "signal: 'margin' is the name of RlQuery.Core.Signals.MarginSignal already; give RlQuery.Core.Tests.PartsTests+Own another")]
    [InlineData(
        "random", "strategy: 'random' is the name of RlQuery.Core.Strategies.RandomStrategy already; give RlQuery.Core.Strategies.SignalStrategy another")]
    [InlineData("bald", "strategy: 'bald' is the name of RlQuery.Core.Strategies.SignalStrategy already; give RlQuery.Core.Strategies.SignalStrategy another")]
    public void A_name_that_another_part_of_the_kind_has_is_refused(string name, string fault) =>
        Assert.Equal(fault, Assert.Throws<ArgumentException>(() => Known.Parts.With(new Own(name))).Message);

    [Fact]
    public void Kinds_have_names_of_their_own() => Assert.NotNull(Known.Parts.With(new Own("accuracy")).Find<ISignal>("accuracy"));

    [Fact]
    public void A_part_of_no_kind_is_refused() =>
        Assert.Contains("is of no kind of parts", Assert.Throws<ArgumentException>(() => Known.Parts.With(new Kindless())).Message);

    [Theory]
    [InlineData("marign", "signal: 'marign' is unknown; did you mean 'margin'?")]
    [InlineData("zebra", "signal: 'zebra' is unknown; use least-confidence, margin, ")]
    public void An_unknown_name_is_refused_with_the_nearest_or_all(string name, string fault) =>
        Assert.StartsWith(fault, Assert.Throws<InvalidInputException>(() => Known.Parts.Find<ISignal>(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_found_where_there_is_nothing()
    {
        Assert.Empty(Parts.None.All<IMetric>());
        Assert.Null(Parts.None.TryFind<IMetric>("accuracy"));
        Assert.Throws<InvalidInputException>(() => Parts.None.Find<IMetric>("accuracy"));
    }

    [Fact]
    public void Every_part_of_the_library_that_can_be_made_without_arguments_is_among_the_standard_ones()
    {
        string[] made =
        [
            .. typeof(IPart).Assembly.GetTypes().Where(
                type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IPart)) && type.GetConstructor([]) is not null)
                .Select(type => type.FullName!).Order(StringComparer.Ordinal),
        ];
        HashSet<string> standard = [.. Known.Parts.Kinds.SelectMany(Known.Parts.All).Select(part => part.GetType().FullName!)];
        Assert.NotEmpty(made);
        Assert.Empty(made.Except(standard));
    }

    [Fact]
    public void What_tasks_name_is_there()
    {
        foreach (ITask task in Known.Parts.All<ITask>())
        {
            Assert.True(Known.Parts.Find<ISignal>(task.Uncertainty).Needs.AreMetBy(task));
            Assert.Equal(task.DefaultLearner, Known.Parts.FindLearner(task.DefaultLearner, task.Unit).Name);
            Assert.All(
                task.DefaultStrategies.Append(task.Reference), name => Assert.True(Known.Parts.Find<IQueryStrategy>(name).SignalList.Needs.AreMetBy(task)));
            Assert.Same(task.DefaultMetric, Known.Parts.Find<IMetric>(task.DefaultMetric.Name));
        }
    }

    private sealed class Own(string name) : ISignal
    {
        public string Name => name;

        public int Version => 1;

        public Preference Preference => Preference.Highest;

        public SignalNeeds Needs => SignalNeeds.Items;

        public string Description => "nothing";

        public void Compute(SignalContext context, Span<float> values) => values.Clear();
    }

    private sealed class Kindless : IPart
    {
        public string Name => "kindless";

        public string Description => "of no kind";
    }
}
