using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using RlQuery.Core;
using RlQuery.Core.Signals;

namespace RlQuery.Studies.Inputs;

/// <summary>Custom parts, from a .NET assembly.</summary>
public static class PartsAssembly
{
    /// <summary>Adds the parts of an assembly. Its dependencies are looked up beside it.</summary>
    /// <param name="parts">What there is already.</param>
    /// <param name="path">The assembly, such as <c>my.dll</c>. Its code is run.</param>
    /// <returns>The parts with one of each public class that is a part and can be made without arguments; they name the file and its hash.</returns>
    /// <exception cref="InvalidInputException">It is missing, is no assembly, holds no part, or one that cannot be made or whose name is taken.</exception>
    public static Parts WithAssembly(this Parts parts, string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException($"parts: {path}: there is no such file");
        }
        Type[] types = [.. Types(path).Where(IsPart)];
        if (types.Length == 0)
        {
            throw new InvalidInputException(
                $"parts: {path}: holds no part, which is a public class of a kind such as {nameof(ISignal)} with a constructor without parameters");
        }
        try
        {
            return parts.With([.. types.Select(type => Make(type, path))])
                .From(new PartsSource(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))))
                {
                    Location = Path.GetFullPath(path),
                });
        }
        catch (ArgumentException taken)
        {
            throw new InvalidInputException($"parts: {path}: {taken.Message}");
        }
    }

    private static Type[] Types(string path)
    {
        try
        {
            return new Context(Path.GetFullPath(path)).LoadFromAssemblyPath(Path.GetFullPath(path)).GetExportedTypes();
        }
        catch (Exception fault) when (fault is BadImageFormatException or FileLoadException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"parts: {path}: is no .NET assembly that can be loaded here");
        }
        catch (Exception fault) when (fault is FileNotFoundException or TypeLoadException or ReflectionTypeLoadException)
        {
            throw new InvalidInputException($"parts: {path}: needs what is not here: {fault.Message}");
        }
    }

    private static bool IsPart(Type type) => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IPart).IsAssignableFrom(type) && type.GetConstructor([]) is not null;

    private static IPart Make(Type type, string path)
    {
        try
        {
            return (IPart)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException thrown)
        {
            throw new InvalidInputException($"parts: {path}: {type.FullName} cannot be made: {thrown.InnerException?.Message}");
        }
    }

    // The program's own assemblies are shared with it; otherwise its types would differ from ours despite equal names.
    private sealed class Context(string path) : AssemblyLoadContext(path)
    {
        private readonly AssemblyDependencyResolver _beside = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            try
            {
                return Default.LoadFromAssemblyName(assemblyName);
            }
            catch (FileNotFoundException)
            {
                return _beside.ResolveAssemblyToPath(assemblyName) is string found ? LoadFromAssemblyPath(found) : null;
            }
        }
    }
}
