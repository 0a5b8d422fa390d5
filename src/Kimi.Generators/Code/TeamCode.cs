using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>What a class of a team's own is to a run.</summary>
[Flags]
internal enum Roles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It judges responses.</summary>
    Reward = 1,

    /// <summary>It adds to rewards.</summary>
    Penalty = 2,

    /// <summary>It decides which problems come next.</summary>
    Sampler = 4,

    /// <summary>Policies act in it.</summary>
    Environment = 8,

    /// <summary>It is another component of a stage.</summary>
    Other = 16,

    /// <summary>It makes problems, demonstrations, documents or critiques.</summary>
    Source = 32,

    /// <summary>It is a method that is a stage.</summary>
    Transform = 64,

    /// <summary>It executes a stage.</summary>
    Stage = 128,
}

/// <summary>Recognizes the code of a team that a run executes.</summary>
internal static class TeamCode
{
    private static readonly Dictionary<string, Roles> _contracts = new(StringComparer.Ordinal)
    {
        ["IReward"] = Roles.Reward,
        ["IPenalty"] = Roles.Penalty,
        ["ISampler"] = Roles.Sampler,
        ["IEnvironment"] = Roles.Environment,
        ["IEpisode"] = Roles.Environment,
        ["IRolloutRule"] = Roles.Other,
        ["ICorrection"] = Roles.Other,
        ["IObjective"] = Roles.Other,
        ["ICorpusRule"] = Roles.Other,
        ["IProblemSource"] = Roles.Source,
        ["IDemonstrationSource"] = Roles.Source,
        ["IDocumentSource"] = Roles.Source,
        ["ICritiqueSource"] = Roles.Source,
        ["IStage"] = Roles.Stage,
    };

    /// <summary>What a class is to a run.</summary>
    public static Roles RolesOf(INamedTypeSymbol? type)
    {
        var roles = Roles.None;
        foreach (var contract in type?.AllInterfaces ?? [])
        {
            if (_contracts.TryGetValue(contract.Name, out var role) && contract.IsIn("Kimi", "Dsl"))
                roles |= role;
        }

        return roles;
    }

    /// <summary>What a piece of code is to a run: by its class, by those that the class is nested in, or as a transform.</summary>
    public static Roles RolesOf(ISymbol owner)
    {
        var isTransform = owner is IMethodSymbol && owner.GetAttributes().Any(a => a.AttributeClass.IsDsl("TransformAttribute"));
        var roles = isTransform ? Roles.Transform : Roles.None;
        for (var type = owner.ContainingType; type is not null; type = type.ContainingType)
            roles |= RolesOf(type);
        return roles;
    }

    /// <summary>Whether its state is kept in checkpoints.</summary>
    public static bool IsCheckpointed(INamedTypeSymbol type) => type.AllInterfaces.Any(contract => contract.IsDsl("ICheckpointed"));

    /// <summary>Whether a class is .NET's own.</summary>
    public static bool IsOfThePlatform(INamedTypeSymbol? type) =>
        type?.ContainingNamespace.FullName() is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>A member as a message writes it: <c>Random.Shared</c>.</summary>
    public static string Name(ISymbol member) => $"{member.ContainingType?.Name}.{member.Name}";
}
