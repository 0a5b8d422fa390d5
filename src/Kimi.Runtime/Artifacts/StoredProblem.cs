using System.Collections;
using System.Reflection;
using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Artifacts;

/// <summary>Finds out, before a problem is stored, whether it would be read back whole.</summary>
internal static class StoredProblem
{
    /// <summary>Stores and reads a problem in memory.</summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="KimiException">It cannot be stored as JSON, or something of it would be lost.</exception>
    public static void Check(Problem problem)
    {
        string? lost;
        try
        {
            var read = JsonSerializer.SerializeToElement(problem, RecordJson.Options).Deserialize<Problem>(RecordJson.Options);
            lost = Lost(problem, read, "", new HashSet<object>(ReferenceEqualityComparer.Instance));
        }
        catch (Exception exception) when (exception is not (KimiException or OutOfMemoryException))
        {
            throw new KimiException(
                $"problem {problem.Id} is a {problem.GetType().Name}, which cannot be stored as JSON "
                + $"({exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}): "
                + "use types that JSON can hold, and a constructor whose parameters are named like the properties",
                exception);
        }

        if (lost is not null)
        {
            throw new KimiException(
                $"problem {problem.Id} is a {problem.GetType().Name}, whose member '{lost}' is not read back as it was stored: "
                + "make it public with an init accessor, of the type that it holds, text of whole characters, and collections with their usual comparer");
        }
    }

    // The first member that differs; null if none does. What a record of a team holds is compared member by member, anything else by its own equality.
    private static string? Lost(object? stored, object? read, string member, ISet<object> above)
    {
        if (stored is null || read is null || stored.GetType() != read.GetType())
            return stored is null && read is null ? null : member;
        var type = stored.GetType();
        if (stored is string or JsonElement || type.IsPrimitive || type.IsEnum)
            return stored is JsonElement json ? (JsonElement.DeepEquals(json, (JsonElement)read) ? null : member) : stored.Equals(read) ? null : member;
        if (!type.IsValueType && !above.Add(stored))
            return null;
        if (!IsSameOrder(ComparerOf(stored), ComparerOf(read)))
            return member;
        if (stored is IDictionary entries)
            return LostEntry(entries, (IDictionary)read, member, above);
        if (stored is IEnumerable items)
            return Lost([.. items.Cast<object?>()], [.. ((IEnumerable)read).Cast<object?>()], member, above);
        var members = Members(type).ToList();
        return (type.Assembly == typeof(object).Assembly && !type.IsGenericType) || members.Count == 0
            ? stored.Equals(read) ? null : member
            : members.Select(each => Lost(each.Get(stored), each.Get(read), member.Length == 0 ? each.Name : member, above))
                .FirstOrDefault(lost => lost is not null);
    }

    // JSON keeps neither the order of a dictionary nor how it compares keys.
    private static string? LostEntry(IDictionary stored, IDictionary read, string member, ISet<object> above) => stored.Count != read.Count
        ? member
        : stored.Keys.Cast<object>().Select(key => read.Contains(key) ? Lost(stored[key], read[key], member, above) : member)
            .FirstOrDefault(lost => lost is not null);

    private static object? ComparerOf(object collection) =>
        collection is IEnumerable ? collection.GetType().GetProperty("Comparer", BindingFlags.Public | BindingFlags.Instance)?.GetValue(collection) : null;

    private static bool IsSameOrder(object? first, object? second) => Equals(first, second) || (IsOrdinal(first) && IsOrdinal(second));

    private static bool IsOrdinal(object? comparer) => Equals(comparer, StringComparer.Ordinal) || Equals(comparer, EqualityComparer<string>.Default);

    private static string? Lost(List<object?> stored, List<object?> read, string member, ISet<object> above) => stored.Count != read.Count
        ? member
        : stored.Zip(read).Select(pair => Lost(pair.First, pair.Second, member, above)).FirstOrDefault(lost => lost is not null);

    private static IEnumerable<(string Name, Func<object, object?> Get)> Members(Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.CanRead && property.GetIndexParameters().Length == 0)
                yield return (property.Name, property.GetValue);
        }

        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
            yield return (field.Name, field.GetValue);
    }
}
