using Kimi.Dsl;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Execution;

/// <summary>Creates what an attribute names: the class of a component or of a source.</summary>
internal static class AttributeActivator
{
    /// <summary>Creates an object whose constructor may take its attribute; the rest comes from dependency injection.</summary>
    public static object Create(IServiceProvider services, Type type, Attribute options, string place)
    {
        var takesOptions = type.GetConstructors()
            .Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType.IsInstanceOfType(options)));
        try
        {
            return ActivatorUtilities.CreateInstance(services, type, takesOptions ? [options] : []);
        }
        catch (InvalidOperationException exception)
        {
            throw new KimiException(
                $"{type.Name} for {place} cannot be created: {exception.Message.TrimEnd('.')}; register what its constructor takes in Program.cs", exception);
        }
    }
}
