namespace Kimi.Dsl;

/// <summary>Draws every problem with equal probability: what happens without a sampler, made explicit.</summary>
[Contradicts(typeof(SamplerAttribute), Because = "with it, problems are no longer equally likely")]
public sealed class UniformSamplerAttribute : SamplerAttribute<IUniformSampler>;

/// <summary>What executes <see cref="UniformSamplerAttribute"/>; replaceable through dependency injection.</summary>
public interface IUniformSampler : ISampler;
