using System.Collections.Concurrent;
using System.Reflection;

namespace Kimi.Dsl;

/// <summary>Finds the record of a stored problem by its name, among the assemblies that the application uses.</summary>
internal static class ProblemTypes
{
    private static readonly ConcurrentDictionary<string, Type> s_byName = new(StringComparer.Ordinal);

    /// <summary>The name under which a record is stored.</summary>
    /// <exception cref="KimiException">It is generic, so it has no name to be found by.</exception>
    public static string NameOf(Type type) => type.IsGenericType
        ? throw new KimiException(
            $"the problem record {type.Name.Split('`')[0]} is generic and cannot be stored: derive a record from it for each type argument")
        : type.GetCustomAttribute<ProblemTypeAttribute>()?.Name ?? type.FullName!;

    /// <summary>The record of a name.</summary>
    /// <exception cref="KimiException">No record has the name, or several have it.</exception>
    public static Type Find(string name) => s_byName.GetOrAdd(name, Search);

    private static Type Search(string name)
    {
        var found = Assemblies().SelectMany(Problems).Where(type => NameOf(type) == name).ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new KimiException(
                $"no record of this application is stored as '{name}': add the assembly that has it, give the renamed record [ProblemType(\"{name}\")], "
                + "or compute the problems again"),
            _ => throw new KimiException(
                $"{string.Join(" and ", found.Select(type => type.FullName))} are both stored as '{name}': give each a [ProblemType] name of its own"),
        };
    }

    // Loaded ones first, then all that they refer to: a record may be stored before anything else of its assembly has been used.
    private static HashSet<Assembly> Assemblies()
    {
        var language = typeof(Problem).Assembly.GetName().Name;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var users = new HashSet<Assembly>();
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic && !IsLeftAlone(assembly.GetName().Name!)));
        while (open.TryDequeue(out var assembly))
        {
            var references = assembly.GetReferencedAssemblies();
            if (assembly.GetName().Name == language || references.Any(reference => reference.Name == language))
                users.Add(assembly);
            foreach (var reference in references)
            {
                if (!IsLeftAlone(reference.Name!) && seen.Add(reference.FullName) && TryLoad(reference) is { } loaded)
                    open.Enqueue(loaded);
            }
        }

        return users;
    }

    // They have no records, and a run in one process need not load Orleans.
    private static bool IsLeftAlone(string name) =>
        name is "mscorlib" or "netstandard" or "Kimi.Cluster" || name.Split('.')[0] is "System" or "Microsoft" or "Orleans";

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private static IEnumerable<Type> Problems(Assembly assembly)
    {
        Type?[] types;
        try
        {
            types = assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            types = exception.Types;
        }

        return types.OfType<Type>().Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && type.IsSubclassOf(typeof(Problem)));
    }
}
