using System.ComponentModel;

namespace Kimi.Dsl;

/// <summary>
/// ReST (Gulcehre et al. 2023): the policy is fitted to its own good responses, and nothing is learned from wrong ones. The paper's figure 10 compares against
/// it.
/// </summary>
public sealed class ReSTAttribute : ObjectiveAttribute<IReST>
{
    /// <summary>Whether only the best response to each prompt is fitted, as in the paper's comparison, or every correct one. Default: true.</summary>
    [DefaultValue(true)]
    public bool BestOnly { get; set; } = true;
}

/// <summary>What executes <see cref="ReSTAttribute"/>; replaceable through dependency injection.</summary>
public interface IReST : IObjective;
