namespace RlQuery.Torch.Agents;

/// <summary>Describes an agent whose episodes other processes can play.</summary>
internal interface IScatteredDescriptor
{
    /// <summary>Makes what plays them.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings of the agent, without faults.</param>
    IScatteredPlayer Player(TrainingSetup setup, AgentOptions options);
}
