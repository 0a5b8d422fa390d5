namespace Kimi.Generators.Model;

/// <summary>A type as generated code writes it and as a message writes it.</summary>
/// <param name="FullName">With <c>global::</c>, keywords escaped.</param>
/// <param name="Name">Without namespaces.</param>
internal readonly record struct TypeRef(string FullName, string Name)
{
    /// <summary>Whether it is the language's reward model.</summary>
    public bool IsRewardModel => FullName == "global::Kimi.Dsl.RewardModel";

    /// <summary>Whether it is the language's policy or reward model.</summary>
    public bool IsModel => IsRewardModel || FullName == "global::Kimi.Dsl.Policy";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
