namespace Kimi.Dsl;

/// <summary>On a recipe class: options for all of its stages that take a set number of optimizer steps. What a stage, or an attribute of its kind on the class,
/// gives itself counts more.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OptimizerAttribute : OptimizedStageAttribute
{
    /// <summary>0: it is no stage.</summary>
    public override int TotalSteps() => 0;
}
