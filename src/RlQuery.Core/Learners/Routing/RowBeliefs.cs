using RlQuery.Core.Statistics.Credibility;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Routing;

/// <summary>What the answers of several annotators tell: the class of each row that was answered, and how each annotator errs.</summary>
/// <remarks>
/// Source: Dawid and Skene (1979), by <see cref="DawidSkene"/>, fitted twice: the first fit tells how often each annotator is right at all, which is the prior
/// of each class in the second. So an annotator is known on classes of which it said little, as in the hierarchical model of Paun and others, "Comparing
/// Bayesian Models of Annotation" (2018).
/// </remarks>
internal sealed class RowBeliefs
{
    // An annotator is first taken to be right in 2 of 3 answers.
    private const double RightBefore = 2;
    private const double AnswersBefore = 3;

    private static readonly DawidSkeneOptions Quick = new() { Iterations = 50, Tolerance = 1e-4 };

    private readonly Dictionary<int, int> _places = [];
    private readonly List<Vote> _votes = [];
    private readonly List<int> _rows = [];
    private CredibilityModel? _model;
    private Routes? _routes;
    private int _classes;

    /// <summary>Rows that were answered, in the order of their first answers.</summary>
    public IReadOnlyList<int> Rows => _rows;

    /// <summary>Forgets all answers.</summary>
    /// <param name="routes">Who answers which item.</param>
    /// <param name="classes">Number of classes.</param>
    public void Start(Routes routes, int classes) => (_routes, _classes, _model) = (routes, classes, null);

    /// <summary>Takes in all answers so far.</summary>
    /// <param name="items">Items.</param>
    /// <param name="answers">The answer of each.</param>
    public void Learn(ReadOnlySpan<int> items, ReadOnlySpan<int> answers)
    {
        Routes routes = _routes ?? throw new InvalidOperationException("call Start first");
        _places.Clear();
        _votes.Clear();
        _rows.Clear();
        var known = new Dictionary<int, int>();
        for (int i = 0; i < items.Length; i++)
        {
            int row = routes.RowOf(items[i]);
            if (!_places.TryGetValue(row, out int place))
            {
                _places.Add(row, place = _rows.Count);
                _rows.Add(row);
            }
            int annotator = routes.AnnotatorOf(items[i]);
            if (annotator == Routes.Certain)
            {
                known[place] = answers[i];
            }
            else
            {
                _votes.Add(new Vote(place, annotator, answers[i]));
            }
        }
        int annotators = routes.Prices.Length;
        var votes = new Votes(Math.Max(1, _rows.Count), annotators, _classes, _votes, known);
        if (routes.Rule != TruthRule.DawidSkene)
        {
            _model = VoteCount.Fit(votes, isWeighted: routes.Rule == TruthRule.Weighted);
            return;
        }
        CredibilityModel first = DawidSkene.Fit(votes, Quick);
        double[] right = new double[annotators], all = new double[annotators];
        Array.Fill(right, RightBefore);
        Array.Fill(all, AnswersBefore);
        foreach (Vote vote in votes.All)
        {
            right[vote.Annotator] += first.Probabilities(vote.Item)[vote.Label];
            all[vote.Annotator]++;
        }
        _model = DawidSkene.Fit(votes, Quick with { Skills = [.. right.Zip(all, (own, of) => own / of)] });
    }

    /// <summary>The probability of each class of a row; empty where it was not answered.</summary>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<double> Of(int row) => _model is not null && _places.TryGetValue(row, out int place) ? _model.Probabilities(place) : [];

    /// <summary>The probability that an annotator says one class of a row of another.</summary>
    /// <param name="annotator">The annotator.</param>
    /// <param name="truth">The true class.</param>
    /// <param name="said">The class that is said.</param>
    public double Confusion(int annotator, int truth, int said) => _model!.Confusion(annotator, truth, said);
}
