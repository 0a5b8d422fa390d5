using Kimi.Dsl;

namespace Kimi.Runtime.Execution;

/// <summary>The name of a stage's kind, from the attribute that declares it.</summary>
internal static class StageKind
{
    /// <summary>The kind of a stage: <c>Reinforce</c> for <c>[Reinforce]</c>.</summary>
    public static string Of(Stage stage)
    {
        var type = stage.Options.GetType();
        var name = type.Name.Split('`')[0];
        const string Suffix = "Attribute";
        if (name.EndsWith(Suffix, StringComparison.Ordinal))
            name = name[..^Suffix.Length];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(argument => argument.Name))}>" : name;
    }
}
