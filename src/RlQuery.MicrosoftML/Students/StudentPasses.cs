using RlQuery.Core.Numerics;

namespace RlQuery.MicrosoftML.Students;

/// <summary>How often a student goes through its texts: as often as is best on texts that it does not see.</summary>
internal static class StudentPasses
{
    private const int Most = 50;
    private const int Folds = 3;

    // So many passes without a gain are enough to stop.
    private const int Patience = 5;

    /// <summary>Chooses by cross-validation in three folds.</summary>
    /// <param name="rows">Terms of each text.</param>
    /// <param name="lessons">Shares of each text.</param>
    /// <param name="create">Makes a student that has learned nothing, for a fold.</param>
    /// <param name="seed">Deals the texts into the folds.</param>
    /// <returns>1 to 50; 1 where there is a single text.</returns>
    public static int Choose(SparseRow[] rows, TextLessons lessons, Func<int, StudentTrainer> create, ulong seed)
    {
        if (rows.Length < 2)
        {
            return 1;
        }
        int folds = Math.Min(Folds, rows.Length);
        int[] lots = new Pcg64(seed, "folds").Permutation(rows.Length);
        int[][] tested = [.. Enumerable.Range(0, folds).Select(fold => lots.Where((_, place) => place % folds == fold).ToArray())];
        int[][] told = [.. Enumerable.Range(0, folds).Select(fold => lots.Where((_, place) => place % folds != fold).ToArray())];
        StudentTrainer[] trainers = [.. Enumerable.Range(0, folds).Select(create)];
        (int best, double least) = (1, double.PositiveInfinity);
        for (int pass = 1; pass <= Math.Min(Most, best + Patience); pass++)
        {
            double loss = 0;
            for (int fold = 0; fold < folds; fold++)
            {
                trainers[fold].Pass(rows, lessons, told[fold]);
                loss += trainers[fold].Loss(rows, lessons, tested[fold]);
            }
            if (loss < least)
            {
                (best, least) = (pass, loss);
            }
        }
        return best;
    }
}
