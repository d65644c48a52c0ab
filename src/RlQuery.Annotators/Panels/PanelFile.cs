using RlQuery.Annotators.Models;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;

namespace RlQuery.Annotators.Panels;

/// <summary>Reads panel files.</summary>
public static class PanelFile
{
    /// <summary>Reads a panel.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It is missing, is no JSON, or says what is not allowed; all faults are named, with their lines.</exception>
    public static PanelDefinition Read(string path)
    {
        PanelDefinition panel = StrictJson.Read<PanelDefinition>(path, out EnvironmentFaults faults);
        faults.Add(PanelRules.Faults(panel));
        faults.ThrowIfAny();
        return panel;
    }
}
