"""`acting-mirror cameras`: which cameras are here."""

from acting_mirror.core.language import tr


def cameras() -> None:
    """List the cameras by name, with the sizes they give."""
    from acting_mirror.vision.sources.camera_list import list_cameras, modes

    found = list_cameras()
    if not found:
        print(tr("No camera found: plug one in, and allow its use in the system's settings."))
    for camera in found:
        gives = ", ".join(modes(camera.index)) or tr("in use by another program")
        print(f"camera:{camera.index}  {camera.name}  {gives}")
