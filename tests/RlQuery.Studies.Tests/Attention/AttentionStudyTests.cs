using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Policies;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Attention;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Tests.Attention;

public sealed class AttentionStudyTests : IDisposable
{
    private const int Budget = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-attention-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_choice_is_counted_once_and_shares_sum_to_one()
    {
        IReadOnlyList<AttentionRow> rows = Study(Plan(SamplePolicy.Create()), 2, 1);
        Assert.Equal(Enumerable.Range(1, Budget), rows.SelectMany(row => Enumerable.Range(row.FirstQuery, row.LastQuery - row.FirstQuery + 1)));
        Assert.All(rows, row => Assert.Equal(2 * (row.LastQuery - row.FirstQuery + 1), row.Decisions));
        Assert.All(rows, row => Assert.InRange(row.Departures, 0, row.Decisions));
        Assert.Contains(rows, row => row.Departures > 0);
        Assert.All(rows.Where(row => row.Departures > 0), row => Assert.Equal(1, row.Shares.Sum(), 1e-9));
        Assert.All(rows.Where(row => row.Departures == 0), row => Assert.All(row.Shares, share => Assert.True(double.IsNaN(share))));
    }

    [Fact]
    public void Threads_and_heuristics_beside_change_nothing()
    {
        EvaluationPlan plan = Plan(SamplePolicy.Create());
        string one = Written(Study(plan, 3, 1));
        Assert.Equal(one, Written(Study(plan, 3, 3)));
        Assert.Equal(
            one, Written(Study(plan with { Strategies = [ComparedStrategy.Heuristic(Known.Parts.Find<IQueryStrategy>("random")), .. plan.Strategies] }, 3, 2)));
    }

    [Fact]
    public void A_policy_that_keeps_to_margin_never_departs() =>
        Assert.All(Study(Plan(SamplePolicy.Create(new PolicySelector(Threshold: 1e6))), 1, 1), row => Assert.Equal(0, row.Departures));

    [Fact]
    public void A_policy_that_keeps_to_margin_always_agrees_with_it_and_with_random_labels_as_often_as_chance_has_it()
    {
        EvaluationPlan plan = Plan(SamplePolicy.Create(new PolicySelector(Threshold: 1e6)));
        IReadOnlyList<AgreementRow> rows = Agreement(plan with
        {
            Strategies = [ComparedStrategy.Heuristic(Known.Parts.Find<IQueryStrategy>("margin")),
            ComparedStrategy.Heuristic(Known.Parts.Find<IQueryStrategy>("random")), .. plan.Strategies]
        }, 3, 2);
        Assert.Equal(["margin", "random"], rows.Select(row => row.Heuristic).Distinct());
        Assert.All(rows.Where(row => row.Heuristic == "margin"), row => Assert.Equal(row.Decisions, row.Agreements));
        AgreementRow[] random = [.. rows.Where(row => row.Heuristic == "random")];
        Assert.Equal(3 * Budget, random.Sum(row => row.Decisions));
        // One of some 70 candidates: 36 choices agree half a time on average.
        Assert.InRange(random.Sum(row => row.Agreements), 0, 5);
        Assert.Empty(Agreement(plan, 1, 1));
    }

    [Fact]
    public void Agreement_is_counted_where_the_policy_departs_and_is_read_back()
    {
        EvaluationPlan plan = Plan(SamplePolicy.Create());
        plan = plan with { Strategies = [ComparedStrategy.Heuristic(Known.Parts.Find<IQueryStrategy>("margin")), .. plan.Strategies] };
        IReadOnlyList<AgreementRow> rows = Agreement(plan, 2, 1);
        IReadOnlyList<AttentionRow> attention = Study(plan, 2, 1);
        Assert.Equal(attention.Select(row => row.Decisions - row.Departures), rows.Select(row => row.Agreements));
        string path = Path.Combine(_folder, AgreementAnalysis.File);
        AgreementAnalysis.Table(rows).Write(path);
        Assert.Equal(rows, AgreementAnalysis.Read(path));
        File.AppendAllText(path, "mine,margin,1,2,x,3,0.5\n");
        Assert.StartsWith($"{path}: line {rows.Count + 2} is not a row", Assert.Throws<InvalidInputException>(() => AgreementAnalysis.Read(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_reads_one_signal_owes_all_to_it()
    {
        Observation observation = SamplePolicy.Observe(SamplePolicy.SignalList, 30);
        LearnedPolicy policy = OfOneSignal(1);
        float[] scores = new float[30];
        policy.Score(observation, scores);
        float[] contrast = policy.Contrast(observation, QueryChoice.Best(scores, observation.Rows));
        Assert.Equal([0f, 0f], new[] { contrast[0], contrast[2] });
        Assert.True(contrast[1] > 0);
    }

    [Fact]
    public void Contributions_of_a_linear_network_sum_to_the_advantage_in_standard_deviations()
    {
        Observation observation = SamplePolicy.Observe(SamplePolicy.SignalList, 40);
        LearnedPolicy policy = Linear(1, -2, 3);
        float[] scores = new float[40];
        policy.Score(observation, scores);
        int chosen = QueryChoice.Best(scores, observation.Rows);
        int own = QueryChoice.Best([.. observation.Column("margin").ToArray().Select(value => -value)], observation.Rows);
        Assert.NotEqual(own, chosen);
        // The policy's scores are standardised over its shortlist, here all candidates.
        Assert.Equal(scores[chosen] - scores[own], policy.Contrast(observation, chosen).Sum(), 1e-4);
        Assert.Empty(policy.Contrast(observation, own));
    }

    [Fact]
    public void The_file_is_read_back_as_it_was_written()
    {
        string written = Written(Study(Plan(SamplePolicy.Create()), 1, 1));
        Assert.Equal(written, Written(AttentionAnalysis.Read(Path.Combine(_folder, AttentionAnalysis.File))));
        string path = Path.Combine(_folder, AttentionAnalysis.File);
        File.AppendAllText(path, "mine,1,2,x,3,margin,0.5\n");
        int line = File.ReadLines(path).Count();
        Assert.Contains($"line {line} ", Assert.Throws<InvalidInputException>(() => AttentionAnalysis.Read(path)).Message, StringComparison.Ordinal);
    }

    private static EvaluationPlan Plan(LearnedPolicy policy) => new(
        [Catalog.Load().Open("iris")], [ComparedStrategy.Policy(policy, "hash", [])], [Known.Parts.FindLearner("logistic-regression")],
            new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 1), new EpisodeOptions(Budget), 0, 3)
    {
        Parts = Known.Parts,
    };

    private static IReadOnlyList<AttentionRow> Study(EvaluationPlan plan, int repeats, int jobs) =>
        AttentionStudy.Run(plan, plan.Learners[0], repeats, jobs, _ => { }, CancellationToken.None).Attention;

    private static IReadOnlyList<AgreementRow> Agreement(EvaluationPlan plan, int repeats, int jobs) =>
        AttentionStudy.Run(plan, plan.Learners[0], repeats, jobs, _ => { }, CancellationToken.None).Agreement;

    private static LearnedPolicy OfOneSignal(int signal) => Linear([.. Enumerable.Range(0, 3).Select(i => i == signal ? 1f : 0f)]);

    /// <summary>One hidden unit whose bias keeps it above zero: a linear score.</summary>
    private static LearnedPolicy Linear(params float[] weights)
    {
        int context = ObservationEncoder.ContextWidthOf(SamplePolicy.SignalList);
        var network = new ScoringNetwork(new NetworkShape(3, context, [1]));
        network.Load([.. weights, .. new float[context], 1000, 1, 0]);
        return new LearnedPolicy("linear", SamplePolicy.SignalList, Normalisation.Identity(3, context), new Selector(), [network]);
    }

    private string Written(IReadOnlyList<AttentionRow> rows)
    {
        string path = Path.Combine(_folder, AttentionAnalysis.File);
        AttentionAnalysis.Table(rows).Write(path);
        return File.ReadAllText(path);
    }
}
