using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>Decision values of learners that separate classes one against one.</summary>
public interface IDecisionValues
{
    /// <summary>Number of boundaries: one for each pair of classes that have labels; none if fewer than two have.</summary>
    int Boundaries { get; }

    /// <summary>The two classes of a boundary.</summary>
    /// <param name="boundary">0..<see cref="Boundaries"/>-1, ordered by the first class, then by the second.</param>
    /// <returns>
    /// Decision values are positive on the first, smaller class's side, as in LIBSVM; scikit-learn turns the sign where there are two classes.
    /// </returns>
    (int First, int Second) ClassesOf(int boundary);

    /// <summary>Decision values of every row of a matrix.</summary>
    /// <param name="features">Rows with the problem's features.</param>
    /// <param name="decisions">Receives [boundaries x rows].</param>
    void Decide(FeatureMatrix features, Span<float> decisions);
}
