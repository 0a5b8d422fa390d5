namespace Kimi.Dsl;

/// <summary>
/// Adds the adapter that <see cref="LoraAttribute"/> trained to the weights beside it, w ← w + (α/r)·B·A, so that programs without adapters read the policy.
/// </summary>
[Requires(Fact.Adapter)]
[Establishes(Fact.Adapter, Value = false)]
[UsesMemory(MemoryUse.Weights)]
public sealed class MergeAdapterAttribute : StageAttribute<Policy, Policy>;
