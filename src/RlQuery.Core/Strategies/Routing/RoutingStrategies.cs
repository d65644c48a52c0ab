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
    ];

    private static int Begins(Asked asked) => asked.Answers == 0 ? 1 : 0;

    private static float Cheap(Asked asked) => 1 - asked.Of("answer-price");

    private static int PeopleWhereSplit(Asked asked) => (asked.Answers, asked.Alike, asked.IsPerson) switch
    {
        (0, _, false) => 1,
        (1, _, false) => 2,
        (2, 1, true) => 2,
        _ => 0,
    };
}
