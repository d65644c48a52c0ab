namespace RlQuery.Core.Environments.Files;

/// <summary>Reads experiment files.</summary>
internal static class ExperimentFile
{
    /// <summary>Whether a file is an experiment and not an environment: it names environments.</summary>
    /// <param name="path">The file; false where it cannot be read.</param>
    public static bool Is(string path) => StrictJson.HasMember(path, "environments");

    /// <summary>Reads an experiment.</summary>
    /// <param name="path">The file; files and folders that it names are relative to its own folder.</param>
    /// <returns>The experiment, with their whole paths.</returns>
    /// <exception cref="InvalidInputException">It is missing, is no JSON, or of another form; all faults are named, with their lines.</exception>
    public static ExperimentDefinition Read(string path)
    {
        ExperimentDefinition definition = StrictJson.Read<ExperimentDefinition>(path, out EnvironmentFaults faults);
        if (definition.Environments.Count == 0)
        {
            faults.Add("environments: is empty; name one environment file or more");
        }
        faults.ThrowIfAny();
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return definition with
        {
            Environments = [.. definition.Environments.Select(Whole)],
            // A name without a file beside it is a bundled set, or missing; whoever opens it reports that.
            Data = [.. definition.Data.Select(name => File.Exists(Whole(name)) ? Whole(name) : name)],
            Encoders = [.. definition.Encoders.Select(name => Data.EncoderNames.Locate(name, Whole))],
            TableSchema = definition.TableSchema is string schema ? Whole(schema) : null,
            Policies = [.. definition.Policies.Select(Whole)],
        };

        string Whole(string name) => Path.GetFullPath(name, folder);
    }
}
