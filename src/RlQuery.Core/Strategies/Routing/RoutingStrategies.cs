using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Routing;

namespace RlQuery.Core.Strategies.Routing;

/// <summary>The rules of whom to ask.</summary>
internal static class RoutingStrategies
{
    private static readonly RowAnswersSignal Answers = new();
    private static readonly RowAgreementSignal Agreement = new();
    private static readonly AnswerPriceSignal Price = new();
    private static readonly AnswerPersonSignal Person = new();
    private static readonly AnswerCredibilitySignal Credibility = new();
    private static readonly AnswerValueSignal Value = new();
    private static readonly AnswerUpperSignal Upper = new();
    private static readonly AnswerLoadSignal Load = new();
    private static readonly AnswerNearbySignal Nearby = new();
    private static readonly RowLatestSignal Latest = new();
    private static readonly RowSuspicionSignal Suspicion = new();

    // Donmez, Carbonell and Schneider (2009): annotators whose bound is this near to the best are asked.
    private const float Threshold = 0.8f;

    // A label that the learner thinks more likely wrong than right is asked for again, of three annotators at most.
    private const float Wrong = 0.5f;
    private const int MostAnswers = 3;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IQueryStrategy> All { get; } =
    [
        new RoutingStrategy("ask-any", "the least sure row without an answer, of any annotator by lot", [Answers], Begins, asked => asked.Lot),
        new RoutingStrategy("ask-cheapest", "the least sure row without an answer, of the cheapest annotator", [Answers, Price], Begins, Cheap),
        new RoutingStrategy(
            "ask-most-credible", "the least sure row without an answer, of the annotator that is most likely right", [Answers, Credibility], Begins,
            asked => asked.Of("answer-credibility")),
        new RoutingStrategy(
            "ask-best-value", "the least sure row without an answer, of the annotator that tells most for its price", [Answers, Value], Begins,
            asked => asked.Of("answer-value")),
        new RoutingStrategy(
            "ask-until-agreed", "the least sure row, of the cheapest annotators in turn until two agree", [Answers, Agreement, Price],
            asked => asked is { Answers: > 0, Alike: < 2 } ? 2 : Begins(asked), Cheap),
        new RoutingStrategy(
            "ask-people-where-split", "the least sure row, of the two cheapest models, and where they differ of the cheapest person",
            [Answers, Agreement, Price, Person], PeopleWhereSplit, Cheap),
        new RoutingStrategy("ask-round-robin", "the least sure row without an answer, of one annotator after the other", [Answers, Load], Begins, Idle),
        new RoutingStrategy(
            "ask-interval", "the least sure row without an answer, of the annotator that may be best (interval estimation)", [Answers, Upper], Begins,
            asked => asked.Of("answer-upper")),
        new RoutingStrategy(
            "ask-iethresh", "the least sure row, of all annotators that may be nearly the best (IEThresh)", [Answers, Upper, Latest],
            asked => asked.Of("row-latest") > 0 && asked.Of("answer-upper") >= Threshold ? 2 : Begins(asked), asked => asked.Of("answer-upper")),
        new AnswerGainStrategy(
            "ask-ceal", "row and annotator of the most doubt, times how often the annotator is right nearby, for the price (CEAL)",
            [new MarginSignal(), Nearby, Price], asked => (1 - asked.Of("margin")) * asked.Of("answer-nearby") / asked.Price),
        new RoutingStrategy(
            "ask-activelab", "the row of which annotators and learner are least sure together, answered or not (ActiveLab)", [Load], _ => 0, Idle,
            new RowConsensusSignal()),
        new RoutingStrategy(
            "ask-self-heal", "answers that the learner thinks wrong once more, up to three; then the least sure row without one", [Answers, Suspicion, Load],
            asked => asked is { Answers: > 0 and < MostAnswers } && asked.Of("row-suspicion") > Wrong ? 2 : Begins(asked), Idle),
    ];

    private static int Begins(Asked asked) => asked.Answers == 0 ? 1 : 0;

    private static float Idle(Asked asked) => 1 - asked.Of("answer-load");

    private static float Cheap(Asked asked) => 1 - asked.Of("answer-price");

    private static int PeopleWhereSplit(Asked asked) => (asked.Answers, asked.Alike, asked.IsPerson) switch
    {
        (0, _, false) => 1,
        (1, _, false) => 2,
        (2, 1, true) => 2,
        _ => 0,
    };
}
