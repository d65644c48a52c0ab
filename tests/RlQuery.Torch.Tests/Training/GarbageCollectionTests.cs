using System.Reflection;
using System.Reflection.Emit;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Agents.Imitation;
using RlQuery.Torch.Agents.PolicyGradient;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Tests.Agents;
using TorchSharp;

namespace RlQuery.Torch.Tests.Training;

/// <summary>Torch frees a scalar when it is finalised, even while native code reads it: none may be made unseen.</summary>
public sealed class GarbageCollectionTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public GarbageCollectionTests() => TorchRuntime.Initialize("cpu");

    public static TheoryData<string> Agents => [.. Known.Agents];

    [Theory]
    [MemberData(nameof(Agents))]
    public void Training_under_constant_garbage_collection_ends_in_the_same_bytes(string agent)
    {
        TensorFile expected = Train(agent);
        using var done = new CancellationTokenSource();
        int collections = 0;
        var collector = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Interlocked.Increment(ref collections);
            }
        });
        collector.Start();
        try
        {
            do
            {
                TensorFile actual = Train(agent);
                Assert.All(expected.Names, name => Assert.Equal(expected.Float32(name), actual.Float32(name)));
            }
            while (Volatile.Read(ref collections) < 100);
        }
        finally
        {
            done.Cancel();
            collector.Join();
        }
    }

    [Fact]
    public void No_call_of_the_library_makes_a_scalar_unseen()
    {
        var found = new List<string>();
        foreach (MethodBase method in Methods(typeof(DqnAgent).Assembly))
        {
            foreach (MethodBase called in Calls(method).Where(called => MakesScalar(called, depth: 4)))
            {
                found.Add($"{method.DeclaringType}.{method.Name} calls {called.DeclaringType}.{called}");
            }
        }
        Assert.Empty(found);
    }

    [Fact]
    public void Calls_that_are_known_to_make_a_scalar_unseen_are_found()
    {
        Assert.True(MakesScalar(typeof(torch.Tensor).GetMethod("add", [typeof(torch.Tensor)])!, depth: 4));
        Assert.True(MakesScalar(typeof(torch.Tensor).GetMethod("op_Addition", [typeof(torch.Tensor), typeof(torch.Tensor)])!, depth: 4));
        Assert.True(MakesScalar(typeof(torch.optim.Optimizer).Assembly.GetType("TorchSharp.Modules.Adam")!.GetMethod("step")!, depth: 4));
        Assert.False(MakesScalar(typeof(torch.Tensor).GetMethod("mul", [typeof(torch.Tensor)])!, depth: 4));
    }

    private static TensorFile Train(string name)
    {
        TrainingSetup setup = new PlantedWorld(highPays: true).Setup();
        using IAgent agent = name switch
        {
            "dqn" => new DqnAgent(setup, new DqnOptions { Hidden = [16], LearningStarts = 16, BatchSize = 32 }),
            "policy-gradient" => new PolicyGradientAgent(setup, new PolicyGradientOptions { Hidden = [16] }),
            _ => new ImitationAgent(setup, new ImitationOptions { Hidden = [16] }),
        };
        PlantedWorld.Train(agent, rounds: 6);
        return agent.Weights();
    }

    private static bool MakesScalar(MethodBase method, int depth)
    {
        if (method.DeclaringType == typeof(Scalar) && method.Name == "op_Implicit")
        {
            return true;
        }
        return depth > 0 && method.DeclaringType?.Assembly == typeof(torch).Assembly && Calls(method).Any(called => MakesScalar(called, depth - 1));
    }

    private static IEnumerable<MethodBase> Methods(Assembly assembly) =>
        assembly.GetTypes().SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)));

    // The methods that a method's code names, read from its instructions.
    private static List<MethodBase> Calls(MethodBase method)
    {
        var called = new List<MethodBase>();
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[]? typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int at = 0; at < code.Length;)
        {
            short value = code[at++];
            value = value == 0xFE ? unchecked((short)(0xFE00 | code[at++])) : value;
            OpCode opCode = OpCodes[value];
            if (opCode.OperandType == OperandType.InlineMethod)
            {
                called.Add(method.Module.ResolveMethod(BitConverter.ToInt32(code, at), typeArguments, methodArguments)!);
            }
            at += opCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
        return called;
    }
}
