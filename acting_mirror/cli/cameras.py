"""`acting-mirror cameras`: which cameras are here."""


def cameras() -> None:
    """List the cameras by name, with the sizes they give."""
    from acting_mirror.vision.sources.camera_list import list_cameras, modes

    found = list_cameras()
    if not found:
        print("No camera found: plug one in, and allow its use in the system's settings.")
    for camera in found:
        print(f"camera:{camera.index}  {camera.name}  {', '.join(modes(camera.index)) or 'in use by another program'}")
