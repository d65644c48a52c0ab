using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Agents.Imitation;
using RlQuery.Torch.Tensors;

namespace RlQuery.Torch.Tests.Agents;

public sealed class AgentDescriptorTests
{
    public AgentDescriptorTests() => TorchRuntime.Initialize("cpu");

    public static TheoryData<string> Names => [.. Known.Agents];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_agent_is_found_by_its_name_and_made_under_it(string name)
    {
        IAgentDescriptor descriptor = Known.Parts.Find<IAgentDescriptor>(name);
        using IAgent agent = descriptor.Create(new PlantedWorld(highPays: true).Setup(), descriptor.Defaults);
        Assert.Equal(name, agent.Name);
        Assert.Matches("^[A-Z][^.]+[.]$", descriptor.Description);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_defaults_are_allowed(string name) => Assert.Empty(Known.Parts.Find<IAgentDescriptor>(name).Defaults.Faults());

    [Fact]
    public void Settings_of_another_agent_are_refused() => Assert.Equal(
        "dqn has settings of type DqnOptions, not ImitationOptions (Parameter 'options')",
        Assert.Throws<ArgumentException>(() => new DqnDescriptor().Create(new PlantedWorld(highPays: true).Setup(), new ImitationOptions())).Message);
}
