using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>A class of a team's own that a stage names.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Component">The class.</param>
/// <param name="Roles">What it is to a run.</param>
internal sealed record StageComponent(CheckedStage Stage, INamedTypeSymbol Component, Roles Roles)
{
    /// <summary>Whether it judges responses.</summary>
    public bool IsReward => (Roles & Roles.Reward) != 0;

    /// <summary>Whether policies act in it.</summary>
    public bool IsEnvironment => (Roles & Roles.Environment) != 0;
}
