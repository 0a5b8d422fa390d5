using System.Runtime.CompilerServices;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

    /// <summary>Policies call its methods.</summary>
    Tools = 256,
}

/// <summary>Recognizes the code of a team that a run executes.</summary>
internal static class TeamCode
{
    // A tree does not change, and most of them stay from one keystroke to the next.
    private static readonly ConditionalWeakTable<SyntaxTree, object> _tellsFaults = new();

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

        return type is { TypeKind: TypeKind.Class, IsStatic: false } && roles == Roles.None && HasTools(type) ? Roles.Tools : roles;
    }

    // By its source alone: to bind the attributes of every class would cost a part of every keystroke.
    private static bool HasTools(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax() is ClassDeclarationSyntax declaration && !IsServer(declaration)
        && declaration.Members.OfType<MethodDeclarationSyntax>().Any(method =>
            method.AttributeLists.Any(list => list.Attributes.Any(attribute => IsDescription(attribute.Name)))
            && method.Modifiers.Any(modifier => modifier.ValueText == "public")));

    private static bool IsDescription(NameSyntax name) =>
        (name is QualifiedNameSyntax qualified ? qualified.Right : name as SimpleNameSyntax)?.Identifier.ValueText is "Description" or "DescriptionAttribute";

    // Of the Model Context Protocol, which runs as a process of its own.
    private static bool IsServer(ClassDeclarationSyntax declaration) => declaration.AttributeLists.Any(list =>
        list.Attributes.Any(attribute => attribute.Name.ToString().StartsWith("McpServer", StringComparison.Ordinal)));

    /// <summary>What a piece of code is to a run: by its class, by those that the class is nested in, or as a transform.</summary>
    public static Roles RolesOf(ISymbol owner)
    {
        var isTransform = owner is IMethodSymbol && owner.GetAttributes().Any(a => a.AttributeClass.IsDsl("TransformAttribute"));
        var roles = isTransform ? Roles.Transform : Roles.None;
        for (var type = owner.ContainingType; type is not null; type = type.ContainingType)
            roles |= RolesOf(type);
        return roles;
    }

    /// <summary>The classes that attributes of a stage name as what makes or does something for it: sources, rewards, environments, others.</summary>
    public static IEnumerable<INamedTypeSymbol> ComponentsOf(IMethodSymbol stage)
    {
        foreach (var attribute in stage.GetAttributes())
        {
            for (var parent = attribute.AttributeClass; parent is not null; parent = parent.BaseType)
            {
                if (!parent.IsGenericType || !parent.IsIn("Kimi", "Dsl"))
                    continue;
                foreach (var argument in parent.TypeArguments)
                {
                    if (argument is INamedTypeSymbol component && RolesOf(component) != Roles.None)
                        yield return component;
                }
            }
        }
    }

    /// <summary>Whether its state is kept in checkpoints.</summary>
    public static bool IsCheckpointed(INamedTypeSymbol type) => type.AllInterfaces.Any(contract => contract.IsDsl("ICheckpointed"));

    /// <summary>Whether a class is .NET's own.</summary>
    public static bool IsOfThePlatform(INamedTypeSymbol? type) =>
        type?.ContainingNamespace.FullName() is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>Whether a stage tells its policy what a tool throws, which is no fault then.</summary>
    public static bool TellsFaults(IOperation ofTool) =>
        ofTool.SemanticModel?.Compilation.SyntaxTrees.Any(tree => (bool)_tellsFaults.GetValue(tree, NamesMessage)) == true;

    private static object NamesMessage(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Any(node => node is MemberAccessExpressionSyntax
    {
        Name.Identifier.ValueText: "Message",
        Expression: IdentifierNameSyntax { Identifier.ValueText: "ToolFault" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToolFault" },
    });

    /// <summary>A member as a message writes it: <c>Random.Shared</c>.</summary>
    public static string Name(ISymbol member) => $"{member.ContainingType?.Name}.{member.Name}";
}
