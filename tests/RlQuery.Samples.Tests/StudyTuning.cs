using RlQuery.Studies.Tuning;

namespace RlQuery.Samples.Tests;

/// <summary>Looks for the settings of an agent where the environment's block <c>tune</c> says.</summary>
internal static class StudyTuning
{
    public static void Run()
    {
        #region README
        TuningResults results = TuningStudy.Open(new TuningOptions
        {
            Environment = "small.json",
            Agent = "imitation",
            Trials = 3,
            Steps = 120,
            Repeats = 2,
            Out = "tuning/imitation",
        }).Run();
        foreach ((string name, string value) in results.Settings.Zip(results.Best.Settings))
        {
            Console.WriteLine($"{name} {value}");
        }
        Console.WriteLine(results.BestFile);
        #endregion
    }
}
