namespace RlQuery.Core.Statistics.Credibility;

/// <summary>
/// How able annotators are and how difficult items are, from the votes alone: annotator i is right of item j with probability 1 / (1 + exp(-a_i b_j)), and says
/// any other class alike.
/// </summary>
/// <remarks>
/// Source: Whitehill and others, "Whose Vote Should Count More: Optimal Integration of Labels from Labelers of Unknown Expertise" (2009), with normal priors of
/// mean 1 and variance 1 on a and log b as its section 3. Where the paper follows the gradient, each M-step here makes Newton's steps, halved until they do not
/// lower the expectation. An iteration costs votes x classes.
/// </remarks>
public static class Glad
{
    private const int Iterations = 200;
    private const double Tolerance = 1e-5;

    /// <summary>Estimates.</summary>
    /// <param name="votes">What was said, and what is known.</param>
    public static GladModel Fit(Votes votes)
    {
        var fit = new GladFit(votes);
        for (int iteration = 0; iteration < Iterations && fit.Improve() > Tolerance; iteration++)
        {
        }
        return fit.Result();
    }
}
