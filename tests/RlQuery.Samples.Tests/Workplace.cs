using System.Globalization;

namespace RlQuery.Samples.Tests;

/// <summary>An empty folder with what the samples name, as the current directory; gone after the test, with what was printed.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-samples-").FullName;
    private readonly string _before = Directory.GetCurrentDirectory();

    public Workplace()
    {
        Copy("policies", "general");
        Copy("policies", "quickstart");
        Directory.CreateDirectory(At("environments"));
        File.Copy(Path.Combine(Root, "environments", "quickstart.json"), At("environments", "quickstart.json"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Own", "own.json"), At("own.json"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Own", "small.json"), At("small.json"));
        foreach ((string name, int distance) in ((string, int)[])[("near", 2), ("far", 4), ("wide", 6)])
        {
            File.WriteAllText(At($"{name}.csv"), "width,height,label\n" + string.Concat(Enumerable.Range(0, Rows).Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"{(row * 37 % 100 / 10.0) + (row % 2 * distance)},{row * 53 % 71 / 7.0:F2},{(row % 2 == 0 ? "ham" : "spam")}\n"))));
        }
        // Two classes side by side; every fourth row has a label.
        File.WriteAllText(At("mine.csv"), "width,height,label\n" + string.Concat(Enumerable.Range(0, Rows).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{(row * 37 % 100 / 10.0) + (row % 2 * 3)},{row * 53 % 71 / 7.0:F2},{(IsLabelled(row) ? row % 2 == 0 ? "ham" : "spam" : "")}\n"))));
        Directory.SetCurrentDirectory(_folder);
    }

    public const int Rows = 80;

    public static string Root { get; } = FindRoot();

    public static bool IsLabelled(int row) => row % 8 is 0 or 3;

    public string At(params string[] names) => Path.Combine([_folder, .. names]);

    /// <summary>Runs a sample.</summary>
    /// <returns>The lines that it printed.</returns>
    public static string[] Run(Action sample)
    {
        TextWriter before = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            sample();
        }
        finally
        {
            Console.SetOut(before);
        }
        return printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(_folder, recursive: true);
    }

    private void Copy(params string[] folder)
    {
        Directory.CreateDirectory(At(folder));
        foreach (string file in Directory.GetFiles(Path.Combine([Root, .. folder])))
        {
            File.Copy(file, At([.. folder, Path.GetFileName(file)]));
        }
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RlQuery.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds RlQuery.sln");
    }
}
